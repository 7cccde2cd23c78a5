import { setImmediate as nextTurn } from 'node:timers/promises'
import { require } from '../../access/access.ts'
import { permissionOf } from '../../access/permission.ts'
import { writeLines } from '../../data/records.ts'
import { unitOfWork, type Work } from '../../data/unit-of-work.ts'
import { type Catalog, referencesTo } from '../../entity/catalog.ts'
import type { Actor } from '../../entity/ctx.ts'
import { type AnyEntity, fieldsOf } from '../../entity/entity.ts'
import { tellingOf } from '../../jobs/tray/touch.ts'
import type { Session } from '../../operations/read.ts'
import { notFound } from '../../problem/refusals.ts'
import { isOfRow, planAnew } from './batch.ts'
import type { RunOptions } from './run-import.ts'
import { finishUndo, loadImport, lockImport, undoneRows } from './store.ts'
import { lockRecords, type NextChanges, nextChanges, type Undoable } from './undo-changes.ts'
import { type RecordChange, recordChanges } from './write-events.ts'
import { byFields, removeRows, updateRows } from './write-rows.ts'

const changesPerBatch = 1_000

interface Undo {
  readonly session: Session
  readonly entity: AnyEntity
  readonly importId: string
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

/** Queues the taking back of records that are still as the import left them. */
function takeBack(work: Work, { entity, importId }: Undo, { possible, kept }: NextChanges) {
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
  const rows = updated.map(({ id, before }) => ({ id, values: before }))
  for (const [fields, group] of byFields(rows)) work.write(updateRows(entity, key, fields, group))
  for (const { id, before, record } of updated) writeLines(work, entity, id, record, before)
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

/** What stays is marked before the rest is judged: a record that stays keeps those of the same file that it refers to. */
async function settledChanges(
  work: Work,
  { entity, importId }: Undo,
  limit: number,
): Promise<NextChanges & { stayed: number }> {
  const refersToItself = referencesTo(entity).some(({ from }) => from === entity)
  for (let stayed = 0; ; ) {
    const changes = await nextChanges(work, entity, importId, limit)
    if (!refersToItself || changes.kept.length === 0) return { ...changes, stayed }
    work.write(undoneRows(work.tenant.id, importId, [], changes.kept))
    stayed += changes.kept.length
  }
}

/** One transaction; answers how many changes it dealt with, 0 when there are none left. */
function undoBatch(undo: Undo, limit: number): Promise<number> {
  const { session, entity, importId } = undo
  const { runtime, tenant, actor } = session
  return unitOfWork(runtime, tenant, actor, async work => {
    work.write(planAnew)
    const { state, undoing } = await lockImport(work, importId)
    if (state !== 'running' || !undoing) return 0
    await work.read(lockRecords(entity, tenant.id, importId, limit))
    const changes = await settledChanges(work, undo, limit)
    const count = changes.possible.length + changes.kept.length + changes.stayed
    if (count === 0) work.write(tellingOf(finishUndo(tenant.id, importId), actor, importId))
    else takeBack(work, undo, changes)
    return count
  })
}

/** Leaves the next change as it is. */
function keepOne({ session, entity, importId }: Undo): Promise<void> {
  const { runtime, tenant, actor } = session
  return unitOfWork(runtime, tenant, actor, async work => {
    await lockImport(work, importId)
    const { possible, kept } = await nextChanges(work, entity, importId, 1)
    work.write(undoneRows(tenant.id, importId, [], [...possible.map(change => change.id), ...kept]))
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
  const entity = catalog.collections.find(({ path }) => path === record.collection)?.entity
  if (!entity) throw notFound()
  requireUndo(session.actor, entity, record)
  const undo: Undo = { session, entity, importId }
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
