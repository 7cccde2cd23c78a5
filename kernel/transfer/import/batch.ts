import type { Statement } from '../../data/batch.ts'
import { unitOfWork, type Work } from '../../data/unit-of-work.ts'
import { tellingOf } from '../../jobs/tray/touch.ts'
import { askGuard } from '../../operations/guard.ts'
import { Problem } from '../../problem/problem.ts'
import { judge } from './judge.ts'
import { type Plan, refersToItself } from './plan.ts'
import { rememberNames } from './references.ts'
import { atField, wholeRow } from './row-problem.ts'
import type { Draft } from './row-reader.ts'
import { advance, dropRows, lockImport, storeErrors } from './store.ts'
import { headerOf, refused, type Verdict } from './verdict.ts'
import { writeBatch } from './write-batch.ts'

/** A row tells this many of its problems. */
const problemsPerRow = 20

const failedRows = (verdicts: readonly Verdict[]) =>
  verdicts.flatMap(verdict =>
    verdict.is === 'failed'
      ? [{ place: verdict.draft.place, line: verdict.draft.line, problems: verdict.problems.slice(0, problemsPerRow) }]
      : [],
  )
const count = (verdicts: readonly Verdict[], is: Verdict['is']) => verdicts.filter(verdict => verdict.is === is).length

/** Writes what was judged together with how far the import has come, so that neither is ever there without the other. */
async function settle(work: Work, { record, ...plan }: Plan, verdicts: readonly Verdict[], done: number) {
  const { id: tenantId } = work.tenant
  if (!record.dryRun) await writeBatch(work, { record, ...plan }, verdicts)
  const errors = failedRows(verdicts)
  if (errors.length) work.write(storeErrors(tenantId, record.id, errors))
  const [created, updated, unchanged] = [
    count(verdicts, 'created'),
    count(verdicts, 'updated'),
    count(verdicts, 'unchanged'),
  ]
  const progress = advance(
    tenantId,
    record.id,
    { done, created, updated, unchanged, failed: errors.length },
    record.total,
  )
  work.write(tellingOf(progress, work.actor, record.id))
  if (done >= record.total && !record.dryRun) work.write(dropRows(tenantId, record.id))
}

/**
 * Plans that were made when the table was still empty would scan all of it for each row: here every statement is planned
 * for the rows and the size it meets, for the length of this transaction.
 */
export const planAnew: Statement = {
  text: `select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('random_page_cost', '1.1', true)`,
  values: [],
}

/** How a batch ended: written; the import stands elsewhere, because another run has been at it; or it runs no more. */
export type BatchEnd = 'settled' | 'moved' | 'ended'

/** Whether the import is still this run's to go on with, at this place. */
async function standing(work: Work, { record }: Plan, place: number): Promise<BatchEnd> {
  const now = await lockImport(work, record.id)
  const isRunning = now.state === 'queued' || now.state === 'running'
  if (!isRunning || now.undoing || now.dryRun !== record.dryRun) return 'ended'
  return now.done === place ? 'settled' : 'moved'
}

/** Judging writes into a draft what it finds; each attempt begins from what the file says. */
const fresh = (draft: Draft): Draft => ({ ...draft, values: { ...draft.values }, problems: [...draft.problems] })

/**
 * Each row was judged as if it came alone. Once all are written the guard is asked again, so that rows which only together
 * break a rule, such as two that take away the last two administrators, do not pass.
 */
async function refuseTogether(work: Work, { entity, record }: Plan, verdicts: readonly Verdict[]): Promise<void> {
  const updated = verdicts.filter(verdict => verdict.is === 'updated')
  if (!entity.guard || record.dryRun || updated.length < 2) return
  for (const { record: before, changes } of updated) await askGuard(work, entity, before, { ...before, ...changes })
}

interface Attempt {
  readonly end: BatchEnd
  readonly verdicts: readonly Verdict[]
}

/** One transaction for the drafts. */
function attempt(plan: Plan, drafts: readonly Draft[], known?: Verdict): Promise<Attempt> {
  const { runtime, tenant, actor } = plan.session
  const [first, last] = [drafts[0] as Draft, drafts.at(-1) as Draft]
  return unitOfWork(runtime, tenant, actor, async work => {
    work.write(planAnew)
    const end = await standing(work, plan, first.place)
    if (end !== 'settled') return { end, verdicts: [] }
    const verdicts = known ? [known] : await judge(work, plan, drafts.map(fresh))
    await settle(work, plan, verdicts, last.place + 1)
    await refuseTogether(work, plan, verdicts)
    return { end, verdicts }
  })
}

/** What the database refused although nobody could foresee it: a rule of its own, another writer's unique value. */
export const isOfRow = (error: unknown): error is Problem =>
  error instanceof Problem && (error.status === 409 || error.status === 422)

function asVerdict(plan: Plan, draft: Draft, problem: Problem): Verdict {
  const { fields = [] } = problem.details
  const problems = fields.map(({ field, ...rest }) => atField(headerOf(plan, field), field, rest))
  return refused(draft, ...(problems.length ? problems : [wholeRow(problem)]))
}

/**
 * Judges and writes a batch. When the database refuses it, its halves are tried, down to the row at fault, which is then
 * told like any other refused row.
 */
export async function runBatch(plan: Plan, drafts: readonly Draft[]): Promise<BatchEnd> {
  try {
    const { end, verdicts } = await attempt(plan, drafts)
    const created = verdicts.filter(verdict => verdict.is === 'created').map(verdict => verdict.draft)
    if (plan.record.dryRun && refersToItself(plan)) rememberNames(plan, created)
    return end
  } catch (error) {
    if (!isOfRow(error)) throw error
    const [first] = drafts as [Draft]
    if (drafts.length === 1) return (await attempt(plan, drafts, asVerdict(plan, first, error))).end
    const middle = Math.ceil(drafts.length / 2)
    const end = await runBatch(plan, drafts.slice(0, middle))
    return end === 'settled' ? runBatch(plan, drafts.slice(middle)) : end
  }
}
