import { changeRecord } from '@tenon/kernel/data/records.ts'
import type { Values } from '@tenon/kernel/data/shape.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { standInsOf, takeOwned } from './owned-rows.ts'
import type { Step } from './plan.ts'

/** The record with someone else, or nobody, in the leaver's place; in child lines nobody stands twice. */
function replaced(
  { way: { lines, reference, nullable }, by }: Step,
  record: Values,
  leavers: ReadonlySet<string>,
): Values {
  if (!lines) return { [reference]: by }
  const rows = (record[lines] ?? []) as readonly Values[]
  const isLeaver = (row: Values) => leavers.has(row[reference] as string)
  const isThere = by !== null && rows.some(row => row[reference] === by)
  const goes = isThere || (by === null && !nullable)
  const [first] = rows.filter(isLeaver)
  return {
    [lines]: rows
      .filter(row => !isLeaver(row) || (!goes && row === first))
      .map(row => (isLeaver(row) ? { ...row, [reference]: by } : row)),
  }
}

/** Hands over some of the records of one kind; answers how many it found, so that fewer than asked for are the last. */
export async function handOver(work: Work, step: Step, memberId: string, limit: number, reason: string | null) {
  const { way } = step
  const leavers = new Set(way.standIn ? await standInsOf(work, way.standIn, memberId) : [memberId])
  const records = await takeOwned(work, way, memberId, limit)
  const change = { act: 'reassign', event: 'updated', reason }
  for (const record of records)
    changeRecord(work, way.entity, record, replaced(step, record, leavers), change, { restricted: false })
  return records.length
}
