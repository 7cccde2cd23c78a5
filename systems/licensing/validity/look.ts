import type { Statement } from '@tenon/kernel/data/batch.ts'
import type { Tenant } from '@tenon/kernel/entity/ctx.ts'
import type { Cells } from '@tenon/kernel/fields/field.ts'
import type { Machine, Marks } from '../activation/activation.rules.ts'
import type { ExpirationBasis, ExpirationStrategy, Matching, Overage, Uniqueness } from '../policy/policy.rules.ts'

/** All that a check needs to know, in one statement: the key that asks, the licence, its policy, its machines. */

export interface Question {
  readonly fingerprint?: string | undefined
  readonly product?: string | undefined
  readonly version?: string | undefined
}

const milliseconds = (column: string) => `(extract(epoch from ${column}) * 1000)::bigint`

/** Machines that hold a place: of a floating licence only those that are still heard of. */
const holdsPlace = `p.floating is not true or p.require_heartbeat is not true
  or coalesce(c.last_heartbeat_at, c.activated_at) >= clock_timestamp() - make_interval(secs => p.heartbeat_seconds)`

/** All machines are counted, and the one that asks is picked out, in one pass. */
const machines = (fingerprint: string) => `left join lateral (select count(*) filter (where ${holdsPlace}) as machines,
    min(c.id::text) filter (where c.fingerprint = ${fingerprint}) as id,
    min(${milliseconds('c.activated_at')}) filter (where c.fingerprint = ${fingerprint}) as activated_at,
    min(${milliseconds('c.last_heartbeat_at')}) filter (where c.fingerprint = ${fingerprint}) as heartbeat_at
  from licensing.activation c
  where c.tenant_id = l.tenant_id and c.license = l.id and c.status = 'active' and c.deleted_at is null) a on true`

const entitlements = `(select json_agg(json_build_array(e.code, e.kind, i.value, i.effective_from, i.expires_on) order by i.position)
    from licensing.license_entitlement i
    join licensing.entitlement e on e.tenant_id = i.tenant_id and e.id = i.entitlement and e.deleted_at is null
    where i.tenant_id = l.tenant_id and i.parent_id = l.id)`
const product = '(select pr.code from licensing.product pr where pr.tenant_id = l.tenant_id and pr.id = l.product)'
const versions = `(select json_agg(json_build_array(v.name, v.released_on)) from licensing.product_version v
    where v.tenant_id = l.tenant_id and v.parent_id = l.product)`

const policy = `p.id, p.expiration_strategy, p.overage, p.uniqueness, p.matching, p.floating, p.max_machines, p.max_users,
  p.max_workspaces, p.max_uses, p.require_heartbeat, p.heartbeat_seconds, case when p.require_check_in then p.check_in_days end, p.file_ttl_hours,
  case when l.ends_on is null and l.model <> 'perpetual' and p.duration_days > 0 then p.expiration_basis end`

/** What is not asked is not looked up: each part costs. */
const select = (asked: Narrowed) => `l.id, l.code, l.status, l.starts_on, l.ends_on, l.grace_days, l.authorized_users,
  l.actual_users, l.authorized_workspaces, l.actual_workspaces, ${milliseconds('l.last_seen_at')}, ${milliseconds('l.checked_in_at')},
  coalesce(l.uses, 0), ${asked.product ? product : 'null'}, ${policy}, a.machines, ${entitlements},
  ${asked.version ? versions : 'null'}, a.id, a.activated_at, a.heartbeat_at`

const joins = (fingerprint: string) => `left join licensing.policy p on p.tenant_id = l.tenant_id and p.id = l.policy
  ${machines(fingerprint)}`

interface Narrowed {
  readonly product: boolean
  readonly version: boolean
}
export const narrowed = ({ product, version }: Question): Narrowed => ({
  product: product !== undefined,
  version: version !== undefined,
})

/** The key that asks, with all about it. */
const askers = `select t.name, t.time_zone, t.currency, k.id, k.name, k.per_minute, k.per_address, kp.code
  from kernel.tenant t
  join licensing.key_digest kd on kd.tenant_id = t.id and kd.digest = $2 and kd.kind = 'publishable'
  join licensing.publishable_key k on k.tenant_id = t.id and k.id = kd.owner_id and k.status = 'active' and k.deleted_at is null
  left join licensing.product kp on kp.tenant_id = t.id and kp.id = k.product
  where t.id = $1 and t.status = 'active'`

/** Several questions at once, each with its place in the order; none for a publishable key that is no longer in force. */
const byKeys = (asked: Narrowed) => `select q.place, ${select(asked)}
  from kernel.tenant t
  cross join unnest($2::text[], $3::text[], $4::text[]) with ordinality as q (publishable, license, fingerprint, place)
  join licensing.key_digest kd on kd.tenant_id = t.id and kd.digest = q.publishable and kd.kind = 'publishable'
  join licensing.publishable_key k on k.tenant_id = t.id and k.id = kd.owner_id and k.status = 'active' and k.deleted_at is null
  left join licensing.key_digest ld on ld.tenant_id = t.id and ld.digest = q.license and ld.kind = 'license'
  left join licensing.license l on l.tenant_id = t.id and l.id = ld.owner_id and l.deleted_at is null
  ${joins('q.fingerprint')}
  where t.id = $1 and t.status = 'active'`

const byId = (asked: Narrowed) => `select ${select(asked)} from licensing.license l ${joins('$3')}
  where l.tenant_id = $1 and l.id = $2 and l.deleted_at is null`

export interface ByKeys {
  /** Digests of the key that asks and of the one that is asked about. */
  readonly publishable: string
  readonly license: string
  readonly fingerprint?: string | undefined
}
export const findAsker = (tenantId: string, publishable: string): Statement => ({
  text: askers,
  values: [tenantId, publishable],
})
export const lookByKeys = (tenantId: string, asked: Narrowed, questions: readonly ByKeys[]): Statement => ({
  text: byKeys(asked),
  values: [
    tenantId,
    questions.map(({ publishable }) => publishable),
    questions.map(({ license }) => license),
    questions.map(({ fingerprint }) => fingerprint ?? null),
  ],
})
export const lookById = (tenantId: string, licenseId: string, question: Question): Statement => ({
  text: byId(narrowed(question)),
  values: [tenantId, licenseId, question.fingerprint ?? null],
})

/** Machines that told marks, for one that does so too: it may have got another fingerprint since. */
export const marked = (tenantId: string, licenseId: string): Statement => ({
  text: `select a.id, ${milliseconds('a.activated_at')}, ${milliseconds('a.last_heartbeat_at')}, a.fingerprint, a.marks
    from licensing.activation a where a.tenant_id = $1 and a.license = $2 and a.status = 'active' and a.deleted_at is null
    and a.marks is not null order by a.activated_at limit 10000`,
  values: [tenantId, licenseId],
})

export interface ActiveMachine {
  readonly id: string
  readonly activatedAt: number
  readonly lastHeartbeatAt: number | null
}
export interface Opened {
  readonly code: string
  readonly kind: string
  readonly value: string | null
  readonly from: string | null
  readonly until: string | null
}
export interface PolicyTerms {
  readonly id: string | null
  readonly strategy: ExpirationStrategy
  readonly overage: Overage
  readonly uniqueness: Uniqueness
  readonly matching: Matching
  readonly floating: boolean
  readonly maxMachines: number | null
  readonly maxUsers: number | null
  readonly maxWorkspaces: number | null
  readonly maxUses: number | null
  readonly requireHeartbeat: boolean
  readonly heartbeatSeconds: number
  readonly checkInDays: number | null
  readonly fileTtlHours: number | null
  /** With what the days of a licence begin that has no last day yet; null for any other. */
  readonly beginsWith: ExpirationBasis | null
}
/** A licence as its row, its policy and its machines tell it. Instants are in milliseconds. */
export interface License {
  readonly id: string
  readonly code: string
  readonly status: string
  readonly startsOn: string
  readonly endsOn: string | null
  readonly graceDays: number
  readonly authorizedUsers: number
  readonly actualUsers: number | null
  readonly authorizedWorkspaces: number
  readonly actualWorkspaces: number | null
  readonly lastSeenAt: number | null
  readonly checkedInAt: number | null
  readonly uses: number
  readonly product: string | null
  readonly policy: PolicyTerms
  readonly machines: number
  readonly entitlements: readonly Opened[]
  readonly versions: readonly { readonly name: string; readonly releasedOn: string | null }[]
  /** The machine with the fingerprint that was asked for. */
  readonly machine: ActiveMachine | null
}

type Cell = string | null | undefined
const numberOr = <T>(cell: Cell, otherwise: T): number | T => (cell == null ? otherwise : Number(cell))
const text = (cell: Cell) => cell as string

/** What holds for a licence that follows no policy. */
function toPolicy(cells: Cells): PolicyTerms {
  const [id, strategy, overage, uniqueness, matching, floating, machines, users, workspaces, uses] = cells
  const [required, seconds, checkInDays, fileTtlHours, beginsWith] = cells.slice(10)
  return {
    id: id ?? null,
    strategy: (strategy ?? 'restrict') as ExpirationStrategy,
    overage: (overage ?? 'none') as Overage,
    uniqueness: (uniqueness ?? 'license') as Uniqueness,
    matching: (matching ?? 'any') as Matching,
    floating: floating === 't',
    maxMachines: numberOr(machines, null),
    maxUsers: numberOr(users, null),
    maxWorkspaces: numberOr(workspaces, null),
    maxUses: numberOr(uses, null),
    requireHeartbeat: required === 't',
    heartbeatSeconds: numberOr(seconds, 600),
    checkInDays: numberOr(checkInDays, null),
    fileTtlHours: numberOr(fileTtlHours, null),
    beginsWith: (beginsWith ?? null) as ExpirationBasis | null,
  }
}

export const toMachine = ([id, activatedAt, lastHeartbeatAt]: Cells): ActiveMachine | null =>
  id == null ? null : { id, activatedAt: Number(activatedAt), lastHeartbeatAt: numberOr(lastHeartbeatAt, null) }

export const toMarked = (cells: Cells): ActiveMachine & Machine => ({
  ...(toMachine(cells) as ActiveMachine),
  fingerprint: text(cells[3]),
  marks: JSON.parse(text(cells[4])) as Marks,
})

const policyAt = 14
const policySize = 15

/** The licence of a row of `select`; null where the key is none. */
export function toLicense(cells: Cells): License | null {
  const [id, code, status, startsOn, endsOn, graceDays, users, actualUsers, workspaces, actualWorkspaces] = cells
  if (id == null) return null
  const [seenAt, checkedInAt, uses, product] = cells.slice(10, policyAt)
  const [machines, opened, versions, ...machine] = cells.slice(policyAt + policySize)
  const list = <T>(cell: Cell): T[] => (cell ? (JSON.parse(cell) as T[]) : [])
  return {
    id,
    code: text(code),
    status: text(status),
    startsOn: text(startsOn),
    endsOn: endsOn ?? null,
    graceDays: Number(graceDays),
    authorizedUsers: Number(users),
    actualUsers: numberOr(actualUsers, null),
    authorizedWorkspaces: Number(workspaces),
    actualWorkspaces: numberOr(actualWorkspaces, null),
    lastSeenAt: numberOr(seenAt, null),
    checkedInAt: numberOr(checkedInAt, null),
    uses: Number(uses),
    product: product ?? null,
    policy: toPolicy(cells.slice(policyAt, policyAt + policySize)),
    machines: Number(machines),
    entitlements: list<[string, string, string | null, string | null, string | null]>(opened).map(
      ([code, kind, value, from, until]) => ({ code, kind, value, from, until }),
    ),
    versions: list<[string, string | null]>(versions).map(([name, releasedOn]) => ({ name, releasedOn })),
    machine: toMachine(machine),
  }
}

/** Who asks: the organisation and the publishable key. */
export interface Asker {
  readonly tenant: Tenant
  readonly key: {
    readonly id: string
    readonly name: string
    readonly perMinute: number
    readonly perAddress: number
    /** Code of the only product it may ask about. */
    readonly product: string | null
  }
}
export function toAsker(tenantId: string, cells: Cells | undefined): Asker | null {
  if (!cells) return null
  const [tenantName, timeZone, currency, id, name, perMinute, perAddress, product] = cells
  const tenant = { id: tenantId, name: text(tenantName), timeZone: text(timeZone), currency: text(currency) }
  const rate = { perMinute: Number(perMinute), perAddress: Number(perAddress) }
  return { tenant, key: { id: text(id), name: text(name), product: product ?? null, ...rate } }
}

/** What `lookByKeys` found, in the order of the questions: undefined for a key that may not ask, null for a licence key that is none. */
export function toLicenses(count: number, rows: readonly Cells[]): readonly (License | null | undefined)[] {
  const found = Array<License | null | undefined>(count).fill(undefined)
  for (const cells of rows) found[Number(cells[0]) - 1] = toLicense(cells.slice(1))
  return found
}
