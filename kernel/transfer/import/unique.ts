import { tableOf } from '../../data/list.ts'
import type { Values } from '../../data/shape.ts'
import { sql } from '../../data/sql.ts'
import type { Work } from '../../data/unit-of-work.ts'
import type { AnyEntity } from '../../entity/entity.ts'
import { fieldOf } from './columns.ts'
import { cellRows, sameCell } from './existing.ts'
import type { Verdict } from './judge.ts'
import type { Plan } from './plan.ts'
import { atField, type RowProblem, rowProblem } from './row-problem.ts'

interface Candidate {
  readonly at: number
  /** The record it would be the value of. */
  readonly id: string
  readonly line: number
  readonly cells: readonly string[]
}

function cellsOf(entity: AnyEntity, set: readonly string[], values: Values): string[] | undefined {
  const cells = set.map(name => {
    const { kind } = fieldOf(entity, name) ?? {}
    if (!kind || values[name] === null || values[name] === undefined) return undefined
    const cell = String(kind.write(values[name])[0])
    return kind.name === 'email' ? cell.toLowerCase() : cell
  })
  return cells.includes(undefined) ? undefined : (cells as string[])
}

/** The rows that would give a record new values of the set. */
function candidates({ entity }: Plan, set: readonly string[], verdicts: readonly Verdict[]): Candidate[] {
  return verdicts.flatMap((verdict, at): Candidate[] => {
    const { line, id } = verdict.draft
    if (verdict.is === 'created') {
      const cells = cellsOf(entity, set, verdict.values)
      return cells ? [{ at, id, line, cells }] : []
    }
    if (verdict.is !== 'updated' || !set.some(name => name in verdict.changes)) return []
    const cells = cellsOf(entity, set, { ...verdict.record, ...verdict.changes })
    return cells ? [{ at, id: verdict.record.id as string, line, cells }] : []
  })
}

/** Who among living records, seen by this person or not, already holds the values. */
async function takenBy(
  work: Work,
  { entity }: Plan,
  set: readonly string[],
  asked: readonly Candidate[],
): Promise<Set<number>> {
  const taken = new Set<number>()
  if (asked.length === 0) return taken
  const lists = set.map((_, i) => asked.map(({ cells }) => cells[i] as string))
  const same = set.map((name, i) => sameCell(entity, name, `c${i}`))
  const rows =
    await work.read(sql`select k.n, t.id from ${cellRows(lists)} join ${tableOf(entity)} as t on ${sql.join(same, sql` and `)}
    where t.tenant_id = ${work.tenant.id} and t.deleted_at is null`)
  for (const [n, id] of rows) {
    const candidate = asked[Number(n) - 1] as Candidate
    if (candidate.id !== id) taken.add(candidate.at)
  }
  return taken
}

/** Refuses rows whose unique values belong to another record, or to an earlier row that only now turns out the same. */
export async function refuseTaken(work: Work, plan: Plan, verdicts: Verdict[]): Promise<void> {
  for (const set of plan.uniques) {
    const asked = candidates(plan, set, verdicts)
    const taken = await takenBy(work, plan, set, asked)
    const lines = new Map<string, number>()
    for (const { at, cells, line } of asked) {
      const field = set[0] as string
      const column = plan.reader.headers.get(field) ?? null
      const text = cells.join('\u0000')
      const earlier = lines.get(text)
      const refuse = (problem: RowProblem) => {
        verdicts[at] = { is: 'failed', draft: (verdicts[at] as Verdict).draft, problems: [problem] }
      }
      if (taken.has(at)) refuse(atField(column, field, { code: 'NOT_UNIQUE' }))
      else if (earlier !== undefined) refuse(rowProblem('DUPLICATE_IN_FILE', { column, field }, { line: earlier }))
      else lines.set(text, line)
    }
  }
}
