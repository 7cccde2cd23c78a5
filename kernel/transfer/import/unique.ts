import { rowCondition } from '../../access/scope.ts'
import type { Values } from '../../data/shape.ts'
import { sql } from '../../data/sql.ts'
import type { Work } from '../../data/unit-of-work.ts'
import type { AnyEntity } from '../../entity/entity.ts'
import { cellOf, cellText, joined, rowsHolding } from './key-match.ts'
import type { Plan } from './plan.ts'
import { atField, type RowProblem, rowProblem } from './row-problem.ts'
import type { Verdict } from './verdict.ts'

interface Candidate {
  readonly at: number
  /** The record it would be the value of; null for a new one. */
  readonly id: string | null
  readonly line: number
  readonly cells: readonly string[]
}

function cellsOf(entity: AnyEntity, set: readonly string[], values: Values): string[] | undefined {
  if (set.some(name => values[name] === null || values[name] === undefined)) return undefined
  return set.map(name => cellText(entity, name, values[name]))
}

/** The rows that would give a record new values of the set. */
function candidates({ entity }: Plan, set: readonly string[], verdicts: readonly Verdict[]): Candidate[] {
  return verdicts.flatMap((verdict, at): Candidate[] => {
    const { line } = verdict.draft
    if (verdict.is === 'created') {
      const cells = cellsOf(entity, set, verdict.values)
      return cells ? [{ at, id: null, line, cells }] : []
    }
    if (verdict.is !== 'updated' || !set.some(name => name in verdict.changes)) return []
    const cells = cellsOf(entity, set, { ...verdict.record, ...verdict.changes })
    return cells ? [{ at, id: verdict.record.id as string, line, cells }] : []
  })
}

/** The records, seen by this person or not, that already hold one of the values, by value. */
async function holders(
  work: Work,
  { entity }: Plan,
  set: readonly string[],
  asked: readonly Candidate[],
): Promise<Map<string, string>> {
  if (asked.length === 0) return new Map()
  const cells = set.map(name => cellOf(entity, name))
  const living = sql<boolean>`t.tenant_id = ${work.tenant.id} and t.deleted_at is null`
  const keys = asked.map(candidate => candidate.cells)
  const rows = await work.read(sql`select ${sql.join(cells)}, t.id from ${rowsHolding(entity, set, keys, [living])}`)
  return new Map(rows.map(row => [joined(row.slice(0, -1) as string[]), row.at(-1) as string]))
}

/** Who sees all records has seen, in looking for the key, that nobody holds it. */
const isKnownFree = ({ entity, key, rights }: Plan, set: readonly string[]) =>
  set.join('+') === key.join('+') && rights.read.length > 0 && rowCondition(entity, rights.read, 't') === undefined

/** Refuses rows whose unique values belong to another record, or to an earlier row that only now turns out the same. */
export async function refuseTaken(work: Work, plan: Plan, verdicts: Verdict[]): Promise<void> {
  for (const set of plan.uniques) {
    const asked = candidates(plan, set, verdicts)
    const held = isKnownFree(plan, set) ? new Map<string, string>() : await holders(work, plan, set, asked)
    const lines = new Map<string, number>()
    for (const { at, id, cells, line } of asked) {
      const field = set[0] as string
      const column = plan.reader.headers.get(field) ?? null
      const text = joined(cells)
      const earlier = lines.get(text)
      const refuse = (problem: RowProblem) => {
        verdicts[at] = { is: 'failed', draft: (verdicts[at] as Verdict).draft, problems: [problem] }
      }
      if (held.has(text) && held.get(text) !== id) refuse(atField(column, field, { code: 'NOT_UNIQUE' }))
      else if (earlier !== undefined) refuse(rowProblem('DUPLICATE_IN_FILE', { column, field }, { line: earlier }))
      else lines.set(text, line)
    }
  }
}
