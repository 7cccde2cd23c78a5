import { require } from '../access/access.ts'
import { demandsOf } from '../access/demands.ts'
import type { Grant } from '../access/grant.ts'
import { permissionOf } from '../access/permission.ts'
import { fieldCondition, rowCondition, writeCondition } from '../access/scope.ts'
import { canonical } from '../audit/canonical.ts'
import { tableOf } from '../data/list.ts'
import { onePlan } from '../data/one.ts'
import { changeRecord, insertRecord, lockRecord, setRemoved } from '../data/records.ts'
import type { Values } from '../data/shape.ts'
import { sql } from '../data/sql.ts'
import type { Work } from '../data/unit-of-work.ts'
import { refuseUsed } from '../data/usage.ts'
import { lockTree } from '../derive/tree.ts'
import { createSchema, parseBody, patchSchema, replaceSchema } from '../derive/zod.ts'
import { type AnyEntity, type Facet, fieldsOf, statesOf } from '../entity/entity.ts'
import type { Fields } from '../fields/field.ts'
import { looksMasked } from '../fields/mask.ts'
import { refusal } from '../problem/problem.ts'
import { forbidden, invalid, notFound, stale } from '../problem/refusals.ts'
import { askGuard } from './guard.ts'
import { checkId } from './read.ts'

const notByHand = refusal('NOT_BY_HAND', 405, {
  en: 'Such records are written by the actions they tell of, not by hand.',
  zh: '此类记录由相应操作自动写入，不能手工维护。',
})
export function refuseByHand(entity: AnyEntity) {
  if (entity.byActionsOnly) throw notByHand()
}

const fieldsIn = (entity: AnyEntity, body: Values) => Object.keys(body).filter(name => name in entity.fields)

/** A body may only carry fields that some grant of the verb covers. */
export function refuseHiddenFields(entity: AnyEntity, grants: readonly Grant[], body: Values) {
  const problems = fieldsIn(entity, body)
    .filter(name => fieldCondition(entity, grants, name, 't') === 'never')
    .map(field => ({ field, code: 'FIELD_NOT_ALLOWED' }))
  if (problems.length) throw invalid({}, { fields: problems })
}

/** Who is shown a value in part, or not at all, might send back what was shown instead of leaving it out. */
export function refuseMasks(work: Work, entity: AnyEntity, body: Values) {
  const reading = work.actor.access.grants(permissionOf(entity, 'read'))
  const problems = fieldsIn(entity, body)
    .filter(name => looksMasked(body[name]) && fieldCondition(entity, reading, name, 't') !== 'always')
    .map(field => ({ field, code: 'MASKED_VALUE' }))
  if (problems.length) throw invalid({}, { fields: problems })
}

/** The record as its writer may read it. Without conditions on cells or rows that is known without asking again. */
export async function asReader(work: Work, entity: AnyEntity, values: Values): Promise<Values> {
  const { id, version, status } = values
  const grants = work.actor.access.grants(permissionOf(entity, 'read'))
  if (grants.length === 0) return { id, version, ...(status === undefined ? {} : { status }) }
  const { shape, plain, statement } = onePlan(entity, work.actor.access)
  if (plain) {
    const shown = new Set([...shape.fields, 'id', 'version', 'createdAt', 'updatedAt', 'createdBy', 'status'])
    return Object.fromEntries(Object.entries(values).filter(([name]) => shown.has(name)))
  }
  const [cells] = await work.read(statement(id as string))
  return cells ? shape.read(cells, work.today) : { id, version, ...(status === undefined ? {} : { status }) }
}

export async function createRecord(
  work: Work,
  entity: AnyEntity,
  body: unknown,
  facet?: Facet<Fields>,
): Promise<Values> {
  const grants = require(work.actor.access, permissionOf(entity, 'create'))
  refuseByHand(entity)
  const values = parseBody(createSchema(entity), body)
  refuseHiddenFields(entity, grants, body as Values)
  refuseMasks(work, entity, body as Values)
  if (facet) values[facet.field] = [...new Set([...((values[facet.field] as string[]) ?? []), facet.value])]
  await askGuard(work, entity, null, values)
  const record = await insertRecord(work, entity, values, { restricted: true })
  await refuseOutOfReach(work, entity, grants, record.id as string, fieldsIn(entity, body as Values))
  return asReader(work, entity, record)
}

/** A locked record that the caller may see and, by the verb's grants, act on: for an update, in all these fields. */
export async function lockFor(
  work: Work,
  entity: AnyEntity,
  id: string,
  permission: string,
  fields: readonly string[] = [],
): Promise<Values> {
  const { seeing, acting } = demandsOf(work.actor.access, entity, permission)
  const { record, meets } = await lockRecord(work, entity, checkId(id), {
    grants: seeing,
    meets: writeCondition(entity, acting, fields, 't'),
  })
  if (!meets) throw forbidden({ permission })
  return record
}

/** What is created must lie within reach of a right to create, and each field given with it too. */
async function refuseOutOfReach(work: Work, entity: AnyEntity, grants: readonly Grant[], id: string, fields: string[]) {
  const meets = writeCondition(entity, grants, fields, 't')
  if (!meets) return
  const [cells] = await work.read(sql`select ${meets} from ${tableOf(entity)} as t
    where t.tenant_id = ${work.tenant.id} and t.id = ${id}::uuid`)
  if (cells?.[0] !== 't') throw forbidden({ permission: permissionOf(entity, 'create') })
}

export async function refuseStale(
  work: Work,
  entity: AnyEntity,
  record: Values,
  version: number | undefined,
): Promise<void> {
  if (version === undefined || version === record.version) return
  throw stale({}, { extra: { current: await asReader(work, entity, record) } })
}

/** What is fixed once a record has left its first state may be sent again, but not otherwise. */
export function refuseFixed(entity: AnyEntity, current: Values, values: Values) {
  if (!entity.fixed || current.status === statesOf(entity)[0]) return
  const problems = entity.fixed
    .filter(name => name in values && canonical(values[name]) !== canonical(current[name] ?? null))
    .map(field => ({ field, code: 'FIXED' }))
  if (problems.length) throw invalid({}, { fields: problems })
}

export interface UpdateOptions {
  /** PUT: what the body leaves out becomes its default or null. */
  readonly replace?: boolean
  /** From `If-Match`. */
  readonly version?: number | undefined
}

export const updateRecord = async (...[work, entity, ...rest]: Parameters<typeof applyUpdate>): Promise<Values> =>
  asReader(work, entity, await applyUpdate(work, entity, ...rest))

/** The same without reading it back as its writer may: the whole record, for nobody's eyes. */
export async function applyUpdate(
  work: Work,
  entity: AnyEntity,
  id: string,
  body: unknown,
  options: UpdateOptions = {},
): Promise<Values> {
  const permission = permissionOf(entity, 'update')
  const grants = require(work.actor.access, permission)
  refuseByHand(entity)
  const { version, ...values } = parseBody((options.replace ? replaceSchema : patchSchema)(entity), body)
  refuseHiddenFields(entity, grants, values)
  refuseMasks(work, entity, values)
  if (entity.tree && entity.tree in values) waitForTree(work, entity)
  const current = await lockFor(work, entity, id, permission, fieldsIn(entity, values))
  await refuseStale(work, entity, current, (version as number | undefined) ?? options.version)
  const complete = options.replace ? withBlanks(entity, values) : values
  refuseFixed(entity, current, complete)
  await askGuard(work, entity, current, { ...current, ...complete })
  return changeRecord(work, entity, current, complete, { act: 'update', event: 'updated' }, { restricted: true })
}

/** Before any row is held: two that move at once would otherwise wait for each other's rows. */
function waitForTree(work: Work, entity: AnyEntity) {
  if (entity.tree) work.write({ text: lockTree(entity), values: [work.tenant.id] })
}

function withBlanks(entity: AnyEntity, values: Values): Values {
  // A secret is never read back, so leaving it out cannot mean that it shall go.
  const optional = fieldsOf(entity).filter(([, { kind, traits }]) => traits.presence === 'optional' && !kind.isSecret)
  return { ...Object.fromEntries(optional.map(([name, { kind }]) => [name, kind.lines ? [] : null])), ...values }
}

export async function removeRecord(work: Work, entity: AnyEntity, id: string, version?: number): Promise<void> {
  refuseByHand(entity)
  waitForTree(work, entity)
  const current = await lockFor(work, entity, id, permissionOf(entity, 'remove'))
  await refuseStale(work, entity, current, version)
  await askGuard(work, entity, current, null)
  await refuseUsed(work, entity, current.id as string)
  setRemoved(work, entity, current, true)
}

/** Undoes a removal: whoever may remove may restore. */
export async function restoreRecord(work: Work, entity: AnyEntity, id: string): Promise<Values> {
  const permission = permissionOf(entity, 'remove')
  const meets = rowCondition(entity, require(work.actor.access, permission), 't')
  waitForTree(work, entity)
  const { record, meets: allowed } = await lockRecord(work, entity, checkId(id), { removed: true, meets })
  if (!allowed) throw notFound()
  await askGuard(work, entity, null, record)
  setRemoved(work, entity, record, false)
  return asReader(work, entity, { ...record, version: (record.version as number) + 1, updatedAt: work.now })
}
