import { v7 as uuid } from 'uuid'
import type { Work } from '../data/unit-of-work.ts'
import type { Actor } from '../entity/ctx.ts'
import { enqueue } from '../jobs/job.ts'
import { refusal } from '../problem/problem.ts'
import type { Wish } from './act.ts'
import { bulkQueue } from './run-bulk.ts'
import { insertBulk, insertRows, insertUndoRows, lockBulk, setUndone } from './store.ts'
import { mayUndo } from './undoing.ts'

const onlyMembers = refusal('ONLY_MEMBERS', 403, {
  en: 'Only a member of the organisation can change many records in the background.',
  zh: '只有组织成员才能在后台批量修改记录。',
})
const nothingToUndo = refusal('BULK_NOTHING_TO_UNDO', 409, {
  en: 'There is nothing here that can still be taken back.',
  zh: '没有可以撤销的内容。',
})

/** As many as are done while the caller waits. */
export const doneAtOnce = 500

const memberOf = ({ memberId }: Actor): string => {
  if (memberId === null) throw onlyMembers()
  return memberId
}

/** Work that goes on after the answer stands in the history under its own id, other work under that of its request. */
const requestOf = (id: string, inBackground: boolean, { origin }: Actor) =>
  inBackground ? id : (origin.requestId ?? id)

/** Queues the job, and its run unless its caller waits for it. */
function open(
  work: Work,
  job: Omit<Parameters<typeof insertBulk>[1], 'id' | 'memberId' | 'siteId' | 'requestId' | 'inBackground'>,
) {
  const id = uuid()
  const { siteId } = work.actor
  const memberId = memberOf(work.actor)
  const inBackground = job.total > doneAtOnce
  const made = { ...job, id, memberId, siteId, inBackground, requestId: requestOf(id, inBackground, work.actor) }
  insertBulk(work, made)
  if (inBackground) enqueue(work, bulkQueue, { jobId: id, memberId, siteId }, { id })
  return made
}

/** Queues the act on these records; they are done by `runNow` when they are few, and in the background otherwise. */
export function openBulk(
  work: Work,
  collection: string,
  { action, values, input }: Wish,
  ids: readonly string[],
): string {
  const body = { ...(values ? { values } : {}), ...(input ? { input } : {}) }
  const { id } = open(work, { collection, act: action, body, undoes: null, total: ids.length })
  work.write(insertRows(work.tenant.id, id, ids))
  return id
}

/** Queues the taking back of a job. Throws BULK_NOTHING_TO_UNDO, also when somebody was faster. */
export async function openUndo(work: Work, jobId: string): Promise<string> {
  const original = await lockBulk(work, jobId)
  if (!mayUndo(original)) throw nothingToUndo()
  const { collection, done: total } = original
  const { id } = open(work, { collection, act: 'undo', body: {}, undoes: jobId, total })
  work.write(insertUndoRows(work.tenant.id, id, jobId))
  work.write(setUndone(work.tenant.id, jobId, id))
  return id
}
