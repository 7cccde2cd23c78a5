import type { Work } from '../../data/unit-of-work.ts'
import { askGuard } from '../../operations/guard.ts'
import { Problem } from '../../problem/problem.ts'
import { findExisting } from './existing.ts'
import type { Plan } from './plan.ts'
import { findReferences, type Pending } from './references.ts'
import { atField, wholeRow } from './row-problem.ts'
import { type Draft, newId } from './row-reader.ts'
import { refuseTaken } from './unique.ts'
import { headerOf, refused, type Verdict, verdictOf } from './verdict.ts'

/** Asks the entity's own guard about a row that would change something. */
async function guarded(work: Work, plan: Plan, verdict: Verdict): Promise<Verdict> {
  if (verdict.is !== 'created' && verdict.is !== 'updated') return verdict
  const before = verdict.is === 'updated' ? verdict.record : null
  const after = verdict.is === 'updated' ? { ...verdict.record, ...verdict.changes } : verdict.values
  try {
    await askGuard(work, plan.entity, before, after)
    return verdict
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { fields = [] } = error.details
    const problems = fields.map(({ field, ...problem }) => atField(headerOf(plan, field), field, problem))
    return refused(verdict.draft, ...(problems.length ? problems : [wholeRow(error)]))
  }
}

/** A row that refers to a refused row of its batch is refused too, and so on until nothing more falls. */
function dropDependants(plan: Plan, verdicts: Verdict[], pending: readonly Pending[]): void {
  const at = new Map(verdicts.map((verdict, i) => [verdict.draft, i]))
  for (let fell = true; fell; ) {
    fell = false
    for (const { draft, field, target } of pending) {
      const own = at.get(draft) as number
      if (verdicts[own]?.is === 'failed' || verdicts[at.get(target) as number]?.is !== 'failed') continue
      verdicts[own] = refused(draft, atField(headerOf(plan, field), field, { code: 'REFERENCE_NOT_FOUND' }))
      fell = true
    }
  }
}

/** Judges the rows of a batch against the database, all with the same few questions. Nothing is written. */
export async function judge(work: Work, plan: Plan, drafts: readonly Draft[]): Promise<Verdict[]> {
  const pending = await findReferences(work, plan, drafts)
  const existing = await findExisting(work, plan, drafts)
  for (const { draft, field, target } of pending)
    draft.values[field] = existing.get(target)?.[0]?.record.id ?? newId(target)
  const verdicts = drafts.map(draft => verdictOf(plan, draft, existing.get(draft) ?? []))
  await refuseTaken(work, plan, verdicts)
  if (plan.entity.guard) for (const [i, verdict] of verdicts.entries()) verdicts[i] = await guarded(work, plan, verdict)
  dropDependants(plan, verdicts, pending)
  return verdicts
}
