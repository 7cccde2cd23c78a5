import type { Values } from '../data/shape.ts'
import type { Work } from '../data/unit-of-work.ts'
import type { AnyEntity } from '../entity/entity.ts'
import { applyUpdate, removeRecord, restoreRecord } from '../operations/write.ts'
import type { BulkJob } from './bulk-job.ts'
import type { RowAct } from './rows.ts'

/** Acts whose opposite is known. What an action did beside its record cannot be known, so it has none. */
export const undoable: ReadonlySet<string> = new Set(['update', 'remove', 'restore'])

/** The values a job has replaced in a record, as its history tells; undefined when it changed nothing. */
async function replaced(
  work: Work,
  entity: AnyEntity,
  id: string,
  { requestId }: BulkJob,
): Promise<Values | undefined> {
  const [cells] = await work.read({
    text: `select before::text from kernel.audit_event where tenant_id = $1 and record_id = $2 and entity = $3
      and request_id = $4 and act = 'update' order by id desc limit 1`,
    values: [work.tenant.id, id, entity.name, requestId],
  })
  return cells?.[0] ? (JSON.parse(cells[0]) as Values) : undefined
}

const versionIn = (record: Values | undefined) => (typeof record?.version === 'number' ? record.version : null)

/**
 * Takes back what a job did to one record, by the same operations and with the same rights as anyone would: refused as
 * STALE where somebody has changed the record since.
 */
export function undoAct(entity: AnyEntity, original: BulkJob): RowAct {
  if (original.act === 'remove')
    return async (work, { recordId }) => versionIn(await restoreRecord(work, entity, recordId))
  if (original.act === 'restore')
    return async (work, { recordId, version }) => {
      await removeRecord(work, entity, recordId, version ?? undefined)
      return null
    }
  return async (work, { recordId, version }) => {
    const before = await replaced(work, entity, recordId, original)
    if (!before) return version
    return versionIn(await applyUpdate(work, entity, recordId, { ...before, ...(version === null ? {} : { version }) }))
  }
}
