import { setImmediate as nextTurn } from 'node:timers/promises'
import { permissionOf, require } from '../../access/access.ts'
import { tableOf } from '../../data/list.ts'
import { shapeOf, type Values } from '../../data/shape.ts'
import { compile, type RawBuilder, sql } from '../../data/sql.ts'
import { unitOfWork, type Work } from '../../data/unit-of-work.ts'
import type { Catalog, Collection } from '../../entity/catalog.ts'
import type { Actor } from '../../entity/ctx.ts'
import { type AnyEntity, fieldsOf, snake } from '../../entity/entity.ts'
import type { Cells } from '../../fields/field.ts'
import type { Session } from '../../operations/read.ts'
import { isOfRow, planAnew } from './batch.ts'
import type { RunOptions } from './run-import.ts'
import { finishUndo, loadImport, lockImport, undoneRows } from './store.ts'
import { type RecordChange, recordChanges } from './write-events.ts'
import { byFields, removeRows, updateRows } from './write-rows.ts'

const changesPerBatch = 1_000

/** A record as the import left it, and what it was before. */
interface Undoable {
  readonly id: string
  readonly created: boolean
  /** The values the import replaced. */
  readonly before: Values
  readonly record: Values
}

/** Whether a living record refers to this one, apart from those the same import made. */
function isReferred(catalog: Catalog, entity: AnyEntity, importId: string): RawBuilder<boolean> {
  const conditions = catalog.entities.flatMap(other =>
    fieldsOf(other)
      .filter(([, { kind }]) => kind.refersTo?.() === entity)
      .map(([field]) => {
        const living = catalog.parentOf(other) ? sql`true` : sql`o.deleted_at is null`
        const foreign =
          other === entity
            ? sql`not exists (select 1 from kernel.import_change as own where own.tenant_id = o.tenant_id and own.import_id = ${importId} and own.record_id = o.id)`
            : sql`true`
        return sql<boolean>`exists (select 1 from ${tableOf(other)} as o where o.tenant_id = t.tenant_id and ${sql.ref(`o.${snake(field)}`)} = t.id and ${living} and ${foreign})`
      }),
  )
  return conditions.length ? sql<boolean>`(${sql.join(conditions, sql` or `)})` : sql<boolean>`false`
}

interface Undo {
  readonly catalog: Catalog
  readonly collection: Collection
  readonly entity: AnyEntity
  readonly session: Session
  readonly importId: string
}

/** The next changes to take back, newest record first, each locked with its record if it is still as the import left it. */
async function nextChanges(work: Work, { catalog, entity, importId }: Undo, limit: number) {
  const shape = shapeOf(entity, [])
  const rows = await work.read(sql`select c.record_id, e.act, e.before::text,
      t.id is not null and t.deleted_at is null and t.version = c.version and not (e.act = 'create' and ${isReferred(catalog, entity, importId)}), ${shape.select}
    from kernel.import_change as c
    join kernel.audit_event as e on e.tenant_id = c.tenant_id and e.id = c.event_id
    left join ${tableOf(entity)} as t on t.tenant_id = c.tenant_id and t.id = c.record_id
    where c.tenant_id = ${work.tenant.id} and c.import_id = ${importId} and not c.kept
    order by c.record_id desc limit ${limit} for update of c`)
  const undoable = (cells: Cells): Undoable => ({
    id: cells[0] as string,
    created: cells[1] === 'create',
    before: JSON.parse(cells[2] ?? '{}'),
    record: shape.read(cells.slice(4), work.today),
  })
  return {
    possible: rows.filter(cells => cells[3] === 't').map(undoable),
    kept: rows.filter(cells => cells[3] !== 't').map(cells => cells[0] as string),
    count: rows.length,
  }
}

const isHeld = (value: unknown) =>
  value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)

function removed(entity: AnyEntity, { id, record }: Undoable): RecordChange {
  const stored = fieldsOf(entity).filter(([name, { kind }]) => !kind.computed && isHeld(record[name]))
  const before = Object.fromEntries(stored.map(([name]) => [name, record[name]]))
  return { recordId: id, act: 'remove', before, after: null, version: (record.version as number) + 1 }
}

function putBack({ id, before, record }: Undoable): RecordChange {
  const now = Object.fromEntries(Object.keys(before).map(name => [name, record[name] ?? null]))
  return { recordId: id, act: 'update', before: now, after: before, version: (record.version as number) + 1 }
}

/** Locks the records and takes them back; those someone changed in the meantime are left as they are. */
async function takeBack(
  work: Work,
  { entity, importId }: Undo,
  possible: readonly Undoable[],
  kept: readonly string[],
) {
  const key = { tenantId: work.tenant.id, at: work.now }
  const created = possible.filter(change => change.created)
  const updated = possible.filter(change => !change.created)
  if (created.length)
    work.write(
      removeRows(
        entity,
        key,
        created.map(change => change.id),
      ),
    )
  for (const [fields, group] of byFields(updated.map(({ id, before }) => ({ id, values: before }))))
    work.write(updateRows(entity, key, fields, group))
  recordChanges(work, entity, [...created.map(change => removed(entity, change)), ...updated.map(putBack)])
  work.write(
    undoneRows(
      work.tenant.id,
      importId,
      possible.map(change => change.id),
      kept,
    ),
  )
}

const lockRecords = (entity: AnyEntity, tenantId: string, importId: string) =>
  compile(sql`select 1 from ${tableOf(entity)} as t where t.tenant_id = ${tenantId} and t.id in (select c.record_id from kernel.import_change as c
    where c.tenant_id = ${tenantId} and c.import_id = ${importId} and not c.kept order by c.record_id desc limit ${changesPerBatch}) order by t.id for update of t`)

/** One transaction; answers how many changes it dealt with, 0 when there are none left. */
async function undoBatch(undo: Undo, limit: number): Promise<number> {
  const { runtime, tenant, actor } = undo.session
  return unitOfWork(runtime, tenant, actor, async work => {
    work.write(planAnew)
    const { state, undoing } = await lockImport(work, undo.importId)
    if (state !== 'running' || !undoing) return 0
    await work.read(lockRecords(undo.entity, tenant.id, undo.importId))
    const { possible, kept, count } = await nextChanges(work, undo, limit)
    if (count === 0) work.write(finishUndo(tenant.id, undo.importId))
    else await takeBack(work, undo, possible, kept)
    return count
  })
}

/** Leaves the next change as it is. */
function keepOne(undo: Undo): Promise<number> {
  const { runtime, tenant, actor } = undo.session
  return unitOfWork(runtime, tenant, actor, async work => {
    await lockImport(work, undo.importId)
    const { possible, kept } = await nextChanges(work, undo, 1)
    work.write(undoneRows(tenant.id, undo.importId, [], [...possible.map(change => change.id), ...kept]))
    return 1
  })
}

/** Whoever takes an import back must be able to do what it did. */
export function requireUndo({ access }: Actor, entity: AnyEntity, did: { created: number; updated: number }): void {
  const verbs = ['import', ...(did.created ? ['create'] : []), ...(did.updated ? ['update'] : [])]
  for (const verb of verbs) require(access, permissionOf(entity, verb))
}

/**
 * Takes an import back: what it created goes, what it updated gets its old values. A record that someone has changed
 * since, or that others refer to by now, stays and is counted. Each batch is a transaction, so it can go on at any time.
 */
export async function undoImport(
  catalog: Catalog,
  session: Session,
  importId: string,
  { signal }: RunOptions,
): Promise<void> {
  const record = await loadImport(session, importId)
  const collection = catalog.collections.find(known => known.path === record.collection) as Collection
  const { entity } = collection
  requireUndo(session.actor, entity, record)
  const undo: Undo = { catalog, collection, entity, session, importId }
  for (let limit = changesPerBatch; !signal?.aborted; await nextTurn()) {
    const count = await undoBatch(undo, limit).catch((error: unknown) => {
      if (!isOfRow(error)) throw error
      return 'refused' as const
    })
    if (count === 0) return
    // One record that cannot go back (its old unique value is taken) refuses its batch: batches shrink down to it.
    if (count === 'refused' && limit === 1) await keepOne(undo)
    limit = count === 'refused' ? Math.ceil(limit / 10) : Math.min(limit * 2, changesPerBatch)
  }
}
