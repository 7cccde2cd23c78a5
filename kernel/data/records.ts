import { v7 as uuid } from 'uuid'
import { everything, type Grant } from '../access/grant.ts'
import { canonical } from '../audit/canonical.ts'
import { auditEvent, insertAudit } from '../audit/event.ts'
import { type AnyEntity, fieldsOf, statesOf } from '../entity/entity.ts'
import { Sealed } from '../fields/secret/secret.ts'
import { insertOutbox } from '../outbox/event.ts'
import { refusal } from '../problem/problem.ts'
import { notFound } from '../problem/refusals.ts'
import { remember } from '../remember.ts'
import { sealFields } from '../secrets/sealed-fields.ts'
import { reachable, tableOf } from './list.ts'
import { drawNumbers } from './numbers.ts'
import { requireReferences } from './references.ts'
import { type Shape, shapeOf, type Values } from './shape.ts'
import { type RawBuilder, sql } from './sql.ts'
import type { Work } from './unit-of-work.ts'
import { insertRow, saveLines, updateRow } from './write.ts'

/**
 * The mechanism below the operations: one record written with its lines, audit row and outbox event. It asks for no
 * permission; `operations/` does, and what an action does beyond its own record is the action's own authority.
 */

const appendOnly = refusal('APPEND_ONLY', 405, {
  en: 'These records are only ever added, never changed or removed.',
  zh: '此类记录只能新增，不能修改或删除。',
})

const shapes = new WeakMap<AnyEntity, Shape>()
/** All fields of an entity, as the platform itself sees them. */
export const wholeShape = (entity: AnyEntity): Shape => remember(shapes, entity, () => shapeOf(entity, everything))

const isStored = (entity: AnyEntity, name: string) => {
  const kind = entity.fields[name]?.kind
  return Boolean(kind && (kind.columns.length > 0 || kind.lines))
}

export interface Change {
  /** `create`, `update`, `remove`, `restore` or an action's name. */
  readonly act: string
  /** The outbox event: `licensing.license.renewed`. */
  readonly event: string
  readonly reason?: string | null
}

/** What was done, for the record's history and for whoever reacts to it; nothing else is written. */
export function recordAct(
  work: Work,
  entity: AnyEntity,
  id: string,
  change: Change,
  before: Values | null,
  after: Values | null,
) {
  const event = auditEvent(
    {
      id: uuid(),
      tenantId: work.tenant.id,
      at: work.now,
      entity: entity.name,
      recordId: id,
      act: change.act,
      reason: change.reason ?? null,
      before,
      after,
    },
    work.actor,
  )
  work.write(insertAudit(event))
  work.write(insertOutbox(event, `${entity.name}.${change.event}`))
}

/** Lines get their ids here, so that what is answered and audited is what is stored. */
export function withLineIds(entity: AnyEntity, values: Values): Values {
  const complete = { ...values }
  for (const [name, { kind }] of fieldsOf(entity))
    if (kind.lines && Array.isArray(values[name]))
      complete[name] = (values[name] as Values[]).map(row =>
        blanks(kind.lines?.() as AnyEntity, { id: uuid(), ...row }),
      )
  return complete
}
/** Every stored field: its default, or null, where nothing was given. */
function blanks(entity: AnyEntity, values: Values): Values {
  const complete: Values = { ...values }
  for (const [name, { kind, traits }] of fieldsOf(entity))
    if (!(name in complete) && !kind.computed) complete[name] = kind.lines ? [] : (traits.default ?? null)
  return complete
}
const given = (entity: AnyEntity, values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([name, v]) => isStored(entity, name) && v !== null && !(Array.isArray(v) && v.length === 0),
    ),
  )

export function addComputed(entity: AnyEntity, values: Values, today: string): Values {
  for (const [name, { kind }] of fieldsOf(entity))
    if (kind.computed) values[name] = (kind.computed.value as (row: unknown, today: string) => unknown)(values, today)
  return values
}

export interface CreateOptions {
  /** References are held against the actor's own rights: true for what a person typed. */
  readonly restricted: boolean
  readonly change?: Change
  /** The state it begins in, for code that knows better than the first. */
  readonly status?: string
}

/** Queues a new record; nothing is sent unless a number must be drawn. Values are already parsed. */
export async function insertRecord(
  work: Work,
  entity: AnyEntity,
  values: Values,
  options: CreateOptions,
): Promise<Values> {
  const start = options.status ?? statesOf(entity)[0]
  const numbers = await drawNumbers(work, entity)
  const id = uuid()
  const stored = blanks(entity, sealFields(work, entity, id, withLineIds(entity, { ...values, ...numbers })))
  requireReferences(work, entity, stored, options.restricted)
  const own = {
    tenant_id: work.tenant.id,
    id,
    created_at: work.now,
    updated_at: work.now,
    created_by: work.actor.memberId,
    ...(start ? { status: start } : {}),
  }
  work.write(insertRow(entity, own, stored))
  writeLines(work, entity, id, {}, stored)
  recordAct(work, entity, id, options.change ?? { act: 'create', event: 'created' }, null, {
    ...given(entity, stored),
    ...(start ? { status: start } : {}),
  })
  return addComputed(
    entity,
    {
      id,
      version: 1,
      createdAt: work.now,
      updatedAt: work.now,
      createdBy: work.actor.memberId,
      ...(start ? { status: start } : {}),
      ...stored,
    },
    work.today,
  )
}

/** Queues what turns a record's child lines into those that are given; lines that are not given stay. */
export function writeLines(work: Work, entity: AnyEntity, id: string, before: Values, after: Values) {
  for (const [name, { kind }] of fieldsOf(entity)) {
    const line = kind.lines?.() as AnyEntity | undefined
    if (!line || after[name] === undefined) continue
    const change = {
      line,
      tenantId: work.tenant.id,
      parentId: id,
      before: (before[name] ?? []) as Values[],
      after: after[name] as Values[],
    }
    for (const statement of saveLines(change)) work.write(statement)
  }
}

export interface Locked {
  readonly record: Values
  /** Whether the condition given to `lockRecord` holds for this row. */
  readonly meets: boolean
}

/**
 * Reads and locks a living record the grants reach, and tells whether `meets` holds for it. Throws NOT_FOUND.
 * The lock is the one an update of non-key columns takes: a stronger one would stop every insert that points at the
 * record, and deadlock with those that hold a gapless number while they wait.
 */
export async function lockRecord(
  work: Work,
  entity: AnyEntity,
  id: string,
  options: { grants?: readonly Grant[]; meets?: RawBuilder<boolean> | undefined; removed?: boolean } = {},
): Promise<Locked> {
  const shape = wholeShape(entity)
  const where = options.removed
    ? [sql<boolean>`t.tenant_id = ${work.tenant.id} and t.deleted_at is not null`]
    : reachable(entity, options.grants ?? everything)
  const statement = sql`select ${options.meets ?? sql<boolean>`true`}, ${shape.select} from ${tableOf(entity)} as t
    where ${sql.join(where, sql` and `)} and t.id = ${id}::uuid${entity.appendOnly ? sql`` : sql` for no key update of t`}`
  const [cells] = await work.read(statement)
  if (!cells) throw notFound()
  return { record: shape.read(cells.slice(1), work.today), meets: cells[0] === 't' }
}

/** One secret cannot be compared with another: what was typed is a change. */
const isSame = (before: unknown, after: unknown) =>
  after instanceof Sealed ? before === after : canonical(before) === canonical(after)

/** The fields of `values` that differ from the record, as pairs for the audit. */
function difference(entity: AnyEntity, record: Values, values: Values) {
  const before: Values = {}
  const after: Values = {}
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || !(isStored(entity, name) || name === 'status')) continue
    if (isSame(record[name] ?? null, value)) continue
    before[name] = record[name] ?? null
    after[name] = value
  }
  return { before, after }
}

/** Queues the change of a locked record. Nothing that stays the same is written, and no change at all leaves no trace. */
export function changeRecord(
  work: Work,
  entity: AnyEntity,
  current: Values,
  values: Values,
  change: Change,
  options: { restricted: boolean; always?: boolean },
): Values {
  if (entity.appendOnly) throw appendOnly()
  const id = current.id as string
  const { before, after } = difference(entity, current, sealFields(work, entity, id, withLineIds(entity, values)))
  if (Object.keys(after).length === 0 && !options.always) return current
  requireReferences(work, entity, after, options.restricted)
  const { status, ...fields } = after
  const own = { updated_at: work.now, ...(status === undefined ? {} : { status }) }
  work.write(updateRow(entity, { tenantId: work.tenant.id, id }, own, fields))
  writeLines(work, entity, id, current, fields)
  recordAct(work, entity, id, change, before, after)
  return addComputed(
    entity,
    { ...current, ...after, version: (current.version as number) + 1, updatedAt: work.now },
    work.today,
  )
}

/** Soft removal and its undoing: the row stays, out of sight of every list, reference and unique index. */
export function setRemoved(work: Work, entity: AnyEntity, current: Values, removed: boolean): void {
  if (entity.appendOnly) throw appendOnly()
  const id = current.id as string
  const own = { updated_at: work.now, deleted_at: removed ? work.now : null }
  work.write(updateRow(entity, { tenantId: work.tenant.id, id }, own, {}))
  const gone = given(entity, current)
  const change = removed ? { act: 'remove', event: 'removed' } : { act: 'restore', event: 'restored' }
  recordAct(work, entity, id, change, removed ? gone : null, removed ? null : gone)
}
