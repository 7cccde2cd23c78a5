import { fieldCondition } from '../../access/scope.ts'
import { canonical } from '../../audit/canonical.ts'
import type { Values } from '../../data/shape.ts'
import type { Work } from '../../data/unit-of-work.ts'
import { fieldsOf, statesOf } from '../../entity/entity.ts'
import type { AnyField } from '../../fields/field.ts'
import { askGuard } from '../../operations/guard.ts'
import { Problem } from '../../problem/problem.ts'
import { fieldOf, isLookup } from './columns.ts'
import { type Existing, findExisting } from './existing.ts'
import type { Plan } from './plan.ts'
import { findReferences, type Pending } from './references.ts'
import { isOpen } from './rights.ts'
import { atField, type RowProblem, rowProblem } from './row-problem.ts'
import type { Draft } from './row-reader.ts'
import { refuseTaken } from './unique.ts'

/** What becomes of a row: a new record with these values, a change of a record, nothing, or a refusal. */
export type Verdict =
  | { readonly is: 'created'; readonly draft: Draft; readonly values: Values }
  | { readonly is: 'updated'; readonly draft: Draft; readonly record: Values; readonly changes: Values }
  | { readonly is: 'unchanged'; readonly draft: Draft }
  | { readonly is: 'failed'; readonly draft: Draft; readonly problems: readonly RowProblem[] }

const refused = (draft: Draft, ...problems: readonly RowProblem[]): Verdict => ({ is: 'failed', draft, problems })
const header = ({ reader }: Plan, field: string) => reader.headers.get(field) ?? null

const isEqual = (one: unknown, other: unknown) => one === other || canonical(one ?? null) === canonical(other ?? null)

/** What an empty cell means: nothing for a field that may hold nothing, otherwise its default. */
function emptied(field: AnyField): { value: unknown } | 'required' | 'untouched' {
  const { presence, nullable, default: standard } = field.traits
  if (presence === 'required') return 'required'
  if (nullable) return { value: null }
  return standard === undefined ? 'untouched' : { value: standard }
}

function withFacet({ collection: { facet } }: Plan, values: Values, before: Values): Values {
  if (!facet) return values
  const held = (values[facet.field] ?? before[facet.field] ?? []) as string[]
  return held.includes(facet.value) ? values : { ...values, [facet.field]: [...held, facet.value] }
}

/** The fields of the file that are values, each with what the row says. */
const told = ({ reader, entity }: Plan, draft: Draft) =>
  [...reader.headers.keys()]
    .filter(name => !isLookup(entity, name))
    .map(name => [name, draft.values[name] ?? null] as const)

function newRecord(plan: Plan, draft: Draft): Verdict {
  const { entity, rights, reader } = plan
  if (rights.create.length === 0) return refused(draft, rowProblem('MAY_NOT_CREATE', {}))
  const problems: RowProblem[] = []
  const values: Values = {}
  for (const [name, field] of fieldsOf(entity)) {
    const { presence } = field.traits
    if ((presence !== 'required' && presence !== 'optional') || field.kind.columns.length === 0) continue
    const value = draft.values[name] ?? null
    const empty = value === null ? emptied(field) : undefined
    if (value !== null && fieldCondition(entity, rights.create, name, 't') === 'never')
      problems.push(atField(header(plan, name), name, { code: 'FIELD_NOT_ALLOWED' }))
    else if (empty === undefined) values[name] = value
    else if (empty === 'required') problems.push(atField(reader.headers.get(name) ?? null, name, { code: 'REQUIRED' }))
    else if (empty !== 'untouched') values[name] = empty.value
  }
  return problems.length ? refused(draft, ...problems) : { is: 'created', draft, values: withFacet(plan, values, {}) }
}

/** Why a field of this record may not be given another value; undefined when it may. */
function closedBecause({ entity, rights }: Plan, { record, closed }: Existing, name: string): string | undefined {
  if (closed.has(name) || fieldCondition(entity, rights.update, name, 't') === 'never') return 'FIELD_NOT_ALLOWED'
  return entity.fixed?.includes(name) && record.status !== statesOf(entity)[0] ? 'FIXED' : undefined
}

function changedRecord(plan: Plan, draft: Draft, existing: Existing): Verdict {
  const { entity, rights } = plan
  const { record } = existing
  const problems: RowProblem[] = []
  const given: Values = {}
  for (const [name, value] of told(plan, draft)) {
    const empty = value === null ? emptied(fieldOf(entity, name) as AnyField) : undefined
    if (empty === 'required') problems.push(atField(header(plan, name), name, { code: 'REQUIRED' }))
    else if (empty === undefined || (empty !== 'untouched' && empty.value === null)) given[name] = value
  }
  // What one may write but not read always counts as another value: "unchanged" would tell the hidden one.
  const differs = (name: string, value: unknown) => !isOpen(entity, rights.read, name) || !isEqual(record[name], value)
  const changes = Object.fromEntries(
    Object.entries(withFacet(plan, given, record)).filter(([name, value]) => differs(name, value)),
  )
  if (problems.length === 0 && Object.keys(changes).length === 0) return { is: 'unchanged', draft }
  if (!existing.allowed || entity.appendOnly) return refused(draft, rowProblem('MAY_NOT_UPDATE', {}))
  for (const name of Object.keys(changes)) {
    const code = closedBecause(plan, existing, name)
    if (code) problems.push(atField(header(plan, name), name, { code }))
  }
  return problems.length ? refused(draft, ...problems) : { is: 'updated', draft, record, changes }
}

/** A row that leaves part of its key empty cannot be told to be new; only a number the kernel draws may be empty. */
function missingKey(plan: Plan, draft: Draft): RowProblem[] {
  const { key, entity } = plan
  const empty = key.filter(name => !isLookup(entity, name) && (draft.values[name] ?? null) === null)
  return empty.map(name => atField(header(plan, name), name, { code: 'REQUIRED' }))
}

function verdictOf(plan: Plan, draft: Draft, found: readonly Existing[]): Verdict {
  const problems = [...draft.problems, ...(draft.problems.length ? [] : missingKey(plan, draft))]
  if (problems.length) return refused(draft, ...problems)
  const [existing, second] = found
  const keyField = plan.key[0] ?? ''
  if (second) return refused(draft, rowProblem('AMBIGUOUS_KEY', { column: header(plan, keyField), field: keyField }))
  if (existing) return changedRecord(plan, draft, existing)
  const unknown = plan.key.find(name => draft.lookups[name] !== undefined)
  if (unknown) return refused(draft, rowProblem('KEY_NOT_FOUND', { column: header(plan, unknown), field: unknown }))
  return newRecord(plan, draft)
}

const phraseOf = (problem: Problem) => ({ en: problem.say('en'), zh: problem.say('zh') })

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
    const problems = fields.map(({ field, ...problem }) => atField(header(plan, field), field, problem))
    return refused(
      verdict.draft,
      ...(problems.length ? problems : [{ column: null, field: null, code: error.code, message: phraseOf(error) }]),
    )
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
      verdicts[own] = refused(draft, atField(header(plan, field), field, { code: 'REFERENCE_NOT_FOUND' }))
      fell = true
    }
  }
}

/** Judges the rows of a batch against the database, all with the same few questions. Nothing is written. */
export async function judge(work: Work, plan: Plan, drafts: readonly Draft[]): Promise<Verdict[]> {
  const pending = await findReferences(work, plan, drafts)
  const existing = await findExisting(work, plan, drafts)
  for (const { draft, field, target } of pending)
    draft.values[field] = existing.get(target)?.[0]?.record.id ?? target.id
  const verdicts = drafts.map(draft => verdictOf(plan, draft, existing.get(draft) ?? []))
  await refuseTaken(work, plan, verdicts)
  if (plan.entity.guard) for (const [i, verdict] of verdicts.entries()) verdicts[i] = await guarded(work, plan, verdict)
  dropDependants(plan, verdicts, pending)
  return verdicts
}
