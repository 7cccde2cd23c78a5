import type { Work } from '../data/unit-of-work.ts'
import type { Problem } from '../problem/problem.ts'
import type { BulkJob } from './bulk-job.ts'
import { isOfRecord, refusedBy } from './refused.ts'
import { type BulkRow, markDone, markFailed } from './store.ts'

/** What is done with one row's record; answers the version it then has, where that is known. */
export type RowAct = (work: Work, row: BulkRow) => Promise<number | null>
/** One transaction. */
type Unit = <T>(work: (work: Work) => Promise<T>) => Promise<T>

/** The rows in one transaction with their marks. */
const together = (job: BulkJob, rows: readonly BulkRow[], act: RowAct, unit: Unit): Promise<void> =>
  unit(async work => {
    const done: BulkRow[] = []
    for (const row of rows) done.push({ ...row, version: await act(work, row) })
    work.write(markDone(job, work.tenant.id, done))
  })

/** One record and its mark in one transaction; a refusal is kept with the row, and answered. */
async function alone(job: BulkJob, row: BulkRow, act: RowAct, unit: Unit): Promise<Problem | undefined> {
  try {
    await together(job, [row], act, unit)
    return undefined
  } catch (error) {
    if (!isOfRecord(error)) throw error
    await unit(async work => work.write(markFailed(job, work.tenant.id, row.place, refusedBy(error))))
    return error
  }
}

/**
 * Does some rows in one transaction, which spares each of them the wait for its own commit; where one of them is refused,
 * each in its own. Answers the refusals by place.
 */
export async function runRows(
  job: BulkJob,
  rows: readonly BulkRow[],
  act: RowAct,
  unit: Unit,
): Promise<ReadonlyMap<number, Problem>> {
  const refusals = new Map<number, Problem>()
  if (rows.length > 1)
    try {
      await together(job, rows, act, unit)
      return refusals
    } catch (error) {
      if (!isOfRecord(error)) throw error
    }
  for (const row of rows) {
    const refused = await alone(job, row, act, unit)
    if (refused) refusals.set(row.place, refused)
  }
  return refusals
}
