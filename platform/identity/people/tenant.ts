import type { Statement } from '@tenon/kernel/data/batch.ts'
import { translate } from '@tenon/kernel/data/pg-errors.ts'
import { insertRecord } from '@tenon/kernel/data/records.ts'
import { type Runtime, unitOfWork, type Work } from '@tenon/kernel/data/unit-of-work.ts'
import { labelsOf } from '@tenon/kernel/derive/labels.ts'
import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import type { Tenant } from '@tenon/kernel/entity/ctx.ts'
import type { RoleTemplate } from '@tenon/kernel/entity/system.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { v7 as uuid } from 'uuid'
import { type GrantLine, lineOf } from '../role/grants.rules.ts'
import { role } from '../role/role.entity.ts'
import { site } from '../site/site.entity.ts'
import { operator } from './operator.ts'
import { addPerson, type NewPerson } from './person.ts'

const unknownTenant = refusal('UNKNOWN_TENANT', 404, {
  en: 'There is no organisation "{slug}".',
  zh: '没有组织“{slug}”。',
})
const wrongTenant = refusal('WRONG_TENANT', 422, { en: '{reason}', zh: '{reason}' })

export interface NewTenant {
  /** Lower-case letters, digits and hyphens; stands for the organisation in commands. */
  readonly slug: string
  readonly name: string
  /** IANA zone; Asia/Shanghai when left out. */
  readonly timeZone?: string | undefined
  /** ISO 4217; CNY when left out. */
  readonly currency?: string | undefined
  readonly headquarters?: { readonly name: string; readonly code: string }
  readonly administrator?: Omit<NewPerson, 'roles'>
}
export interface CreatedTenant {
  readonly tenant: Tenant & { readonly slug: string }
  readonly administrator?: { readonly userId: string; readonly memberId: string }
}

const isTimeZone = (name: string) => Intl.supportedValuesOf('timeZone').includes(name) || name === 'UTC'
const isCurrency = (code: string) => Intl.supportedValuesOf('currency').includes(code)

function refuseWrong({
  slug,
  name,
  timeZone,
  currency,
}: Required<Pick<CreatedTenant['tenant'], 'slug' | 'name' | 'timeZone' | 'currency'>>) {
  const refuse = (reason: string) => {
    throw wrongTenant({ reason })
  }
  if (!/^[a-z][a-z0-9-]{1,40}$/.test(slug))
    refuse(`"${slug}" must be 2 to 41 lower-case letters, digits and hyphens, a letter first.`)
  if (!name.trim() || name.length > 200) refuse('The name must have 1 to 200 characters.')
  if (!isTimeZone(timeZone)) refuse(`"${timeZone}" is not a time zone, such as Asia/Shanghai.`)
  if (!isCurrency(currency)) refuse(`"${currency}" is not a currency, such as CNY.`)
}

const insertTenant = ({ id, slug, name, timeZone, currency }: CreatedTenant['tenant']): Statement => ({
  text: 'insert into kernel.tenant (id, slug, name, time_zone, currency) values ($1, $2, $3, $4, $5)',
  values: [id, slug, name, timeZone, currency],
})

interface CopiedRole {
  readonly key: string
  readonly name: string
  readonly nameZh: string
  readonly system: string
  readonly builtIn: true
  readonly grants: readonly GrantLine[]
}

function linesOf(template: RoleTemplate): GrantLine[] {
  return template.map(right => lineOf(typeof right === 'string' ? { permission: right } : right))
}

/** The roles of all systems. Where two systems name the same role, one role has the rights of both. */
export function roleTemplates(catalog: Catalog): CopiedRole[] {
  const roles = new Map<string, CopiedRole>()
  const platformFirst = catalog.systems.toSorted(
    (a, b) => Number(b.kind === 'platform') - Number(a.kind === 'platform'),
  )
  for (const system of platformFirst)
    for (const [key, template] of Object.entries(system.roles)) {
      const [en, zh] = [labelsOf(catalog, 'en'), labelsOf(catalog, 'zh')]
      const known = roles.get(key)
      const named = { key, name: en.role(system.name, key), nameZh: zh.role(system.name, key), system: system.name }
      roles.set(key, {
        ...(known ?? { ...named, builtIn: true }),
        grants: [...(known?.grants ?? []), ...linesOf(template)],
      })
    }
  return [...roles.values()]
}

async function furnish(work: Work, catalog: Catalog, wish: NewTenant) {
  const { name, code } = wish.headquarters ?? { name: wish.name, code: 'HQ' }
  await insertRecord(work, site, { name, code, type: 'headquarters' }, { restricted: false })
  for (const template of roleTemplates(catalog)) await insertRecord(work, role, { ...template }, { restricted: false })
}

/**
 * An organisation with its headquarters, a copy of every role that systems bring, and, when given, its administrator; all
 * in one transaction. `also` joins it. Throws INVALID when the slug is taken.
 */
export async function createTenant(
  { runtime, catalog }: { readonly runtime: Runtime; readonly catalog: Catalog },
  wish: NewTenant,
  also: (work: Work) => Promise<void> = async () => {},
): Promise<CreatedTenant> {
  const { slug, name, timeZone = 'Asia/Shanghai', currency = 'CNY', administrator } = wish
  const tenant = { id: uuid(), slug, name, timeZone, currency }
  refuseWrong(tenant)
  return unitOfWork(runtime, tenant, operator, async work => {
    await also(work)
    work.write(insertTenant(tenant))
    await furnish(work, catalog, wish)
    if (!administrator) return { tenant }
    return { tenant, administrator: await addPerson(work, { ...administrator, roles: [{ role: 'administrator' }] }) }
  })
}

/** Throws UNKNOWN_TENANT. */
export async function findTenant({ pool }: Runtime, slug: string): Promise<CreatedTenant['tenant']> {
  const text = 'select id, slug, name, time_zone, currency from kernel.tenant where slug = $1'
  const [rows] = await pool.instance([{ text, values: [slug] }]).catch(error => {
    throw translate(error)
  })
  const [id, found, name, timeZone, currency] = (rows?.[0] ?? []) as string[]
  if (!id) throw unknownTenant({ slug })
  return { id, slug: String(found), name: String(name), timeZone: String(timeZone), currency: String(currency) }
}

export interface TenantSummary {
  readonly slug: string
  readonly name: string
  readonly status: string
  readonly people: number
}

export async function listTenants({ pool }: Runtime): Promise<TenantSummary[]> {
  const text = `select t.slug, t.name, t.status, (select count(*) from auth.membership m where m.tenant_id = t.id and m.active)
    from kernel.tenant t order by t.slug`
  const [rows = []] = await pool.instance([{ text, values: [] }])
  return rows.map(([slug, name, status, people]) => ({
    slug: String(slug),
    name: String(name),
    status: String(status),
    people: Number(people),
  }))
}

/** Keeps everyone of an organisation out, at once and for good, or lets them in again; sessions do not come back. */
export async function setTenantStatus(runtime: Runtime, slug: string, status: 'active' | 'suspended'): Promise<void> {
  const { id } = await findTenant(runtime, slug)
  await runtime.pool.instance([
    { text: 'update kernel.tenant set status = $2 where id = $1', values: [id, status] },
    { text: "delete from auth.session where tenant_id = $1 and $2 = 'suspended'", values: [id, status] },
  ])
}
