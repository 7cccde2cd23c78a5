import { canonical } from '../../audit/canonical.ts'
import type { Values } from '../../data/shape.ts'
import { statesOf } from '../../entity/entity.ts'
import { mergeLines } from '../../fields/lines/line-text.ts'
import { looksMasked } from '../../fields/mask.ts'
import { isLookup } from './columns.ts'
import type { Existing } from './existing.ts'
import type { FieldRule } from './field-rules.ts'
import type { Plan } from './plan.ts'
import { atField, type RowProblem, rowProblem } from './row-problem.ts'
import type { Draft } from './row-reader.ts'

/** What becomes of a row: a new record with these values, a change of a record, nothing, or a refusal. */
export type Verdict =
  | { readonly is: 'created'; readonly draft: Draft; readonly values: Values }
  | { readonly is: 'updated'; readonly draft: Draft; readonly record: Values; readonly changes: Values }
  | { readonly is: 'unchanged'; readonly draft: Draft }
  | { readonly is: 'failed'; readonly draft: Draft; readonly problems: readonly RowProblem[] }

export const refused = (draft: Draft, ...problems: readonly RowProblem[]): Verdict => ({
  is: 'failed',
  draft,
  problems,
})
/** A problem within child lines is told at the column that names them. */
export const headerOf = ({ reader }: Plan, field: string) =>
  reader.headers.get(field) ?? reader.headers.get(field.split('.')[0] as string) ?? null

const isEqual = (one: unknown, other: unknown) =>
  one === other || (typeof one !== typeof other ? false : canonical(one ?? null) === canonical(other ?? null))
const at = ({ name, header }: FieldRule, code: string) => atField(header, name, { code })

/** From a file that was exported by somebody who is shown this field only in part. */
const isMask = ({ isOpen }: FieldRule, value: unknown) => !isOpen && looksMasked(value)

function withFacet({ collection: { facet } }: Plan, values: Values, before: Values): Values {
  if (!facet) return values
  const held = (values[facet.field] ?? before[facet.field] ?? []) as string[]
  return held.includes(facet.value) ? values : { ...values, [facet.field]: [...held, facet.value] }
}

/** What the row says of a field; of child lines what they become, given those there are. */
function told({ name, lineText }: FieldRule, draft: Draft, before: Values): unknown {
  const value = draft.values[name] ?? null
  if (value === null || !lineText) return value
  return mergeLines((before[name] ?? []) as Values[], value as Values[], lineText)
}

function newRecord(plan: Plan, draft: Draft): Verdict {
  if (plan.rights.create.length === 0) return refused(draft, rowProblem('MAY_NOT_CREATE', {}))
  const problems: RowProblem[] = []
  const values: Values = {}
  for (const rule of plan.rules) {
    const value = told(rule, draft, {})
    if (value !== null) {
      if (rule.isClosedToCreate) problems.push(at(rule, 'FIELD_NOT_ALLOWED'))
      else if (isMask(rule, value)) problems.push(at(rule, 'MASKED_VALUE'))
      values[rule.name] = value
    } else if (rule.emptied === 'required') problems.push(at(rule, 'REQUIRED'))
    else if (rule.emptied !== 'untouched') values[rule.name] = rule.emptied.value
  }
  return problems.length ? refused(draft, ...problems) : { is: 'created', draft, values: withFacet(plan, values, {}) }
}

/** Why a field of this record may not be given another value; undefined when it may. */
function closedBecause({ entity }: Plan, { record, closed }: Existing, rule: FieldRule): string | undefined {
  if (rule.isClosedToUpdate || closed.has(rule.name)) return 'FIELD_NOT_ALLOWED'
  return entity.fixed?.includes(rule.name) && record.status !== statesOf(entity)[0] ? 'FIXED' : undefined
}

/** What the row says that the record does not: an empty cell empties its field, unless the field always holds something. */
function changedRecord(plan: Plan, draft: Draft, existing: Existing): Verdict {
  const { record } = existing
  const problems: RowProblem[] = []
  const given: Values = {}
  for (const rule of plan.rules) {
    if (rule.header === null) continue
    const value = told(rule, draft, record)
    if (value === null && rule.emptied === 'required') problems.push(at(rule, 'REQUIRED'))
    if (value === null && (rule.emptied === 'untouched' || rule.emptied === 'required' || rule.emptied.value !== null))
      continue
    // What one may write but not read always counts as another value: "unchanged" would tell the hidden one.
    if (rule.isOpen && isEqual(record[rule.name] ?? null, value)) continue
    given[rule.name] = value
    const code = closedBecause(plan, existing, rule)
    if (code) problems.push(at(rule, code))
    else if (isMask(rule, value)) problems.push(at(rule, 'MASKED_VALUE'))
  }
  const changes = withFacet(plan, given, record)
  const isSame = problems.length === 0 && Object.keys(changes).length === 0
  if (isSame) return { is: 'unchanged', draft }
  if (!existing.allowed || plan.entity.appendOnly) return refused(draft, rowProblem('MAY_NOT_UPDATE', {}))
  return problems.length ? refused(draft, ...problems) : { is: 'updated', draft, record, changes }
}

/** A row that leaves part of its key empty cannot be told to be new; only a number the kernel draws may be empty. */
function missingKey(plan: Plan, draft: Draft): RowProblem[] {
  const empty = plan.key.filter(name => !isLookup(plan.entity, name) && (draft.values[name] ?? null) === null)
  return empty.map(name => atField(headerOf(plan, name), name, { code: 'REQUIRED' }))
}

/** Judges one row by what its key found. */
export function verdictOf(plan: Plan, draft: Draft, found: readonly Existing[]): Verdict {
  const problems = draft.problems.length ? draft.problems : missingKey(plan, draft)
  if (problems.length) return refused(draft, ...problems)
  const [existing, second] = found
  const [field = ''] = plan.key
  if (second) return refused(draft, rowProblem('AMBIGUOUS_KEY', { column: headerOf(plan, field), field }))
  if (existing) return changedRecord(plan, draft, existing)
  const unknown = plan.key.find(name => draft.lookups[name] !== undefined)
  if (unknown) return refused(draft, rowProblem('KEY_NOT_FOUND', { column: headerOf(plan, unknown), field: unknown }))
  return newRecord(plan, draft)
}
