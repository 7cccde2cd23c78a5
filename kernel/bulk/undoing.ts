import { type BulkJob, isLive } from './bulk-job.ts'
import { keptDays } from './store.ts'
import { undoable } from './undo.ts'

/** Whether something of the job is there to be taken back, and can be. */
export const mayUndo = (job: BulkJob): boolean =>
  undoable.has(job.act) &&
  !isLive(job) &&
  job.done > 0 &&
  job.undoneBy === null &&
  Date.parse(job.createdAt) > Date.now() - keptDays * 86_400_000
