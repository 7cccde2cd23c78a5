import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import type { Problem } from '@tenon/kernel/fields/field-view.ts'
import { createContext, use } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiProblem } from '../../app/problem.ts'
import { viewOf } from '../fieldViews.tsx'
import { isEmpty, mustHave } from '../model/record.ts'

export type Values = Readonly<Record<string, unknown>>
/** A sentence for each faulty field, by path: `endsOn`, `lines.0.quantity`. */
export type Problems = Readonly<Record<string, string>>

const clean = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? null : value)

/** What a value fails of what the metadata tells, lines with each of their cells. */
export function faults(
  field: FieldMeta,
  value: unknown,
  path = field.name,
): readonly [path: string, problem: Problem][] {
  if (field.kind === 'lines' && Array.isArray(value))
    return value.flatMap((line, at) => lineFaults(field, line, `${path}.${at}`))
  if (isEmpty(clean(value))) return mustHave(field) ? [[path, { code: 'REQUIRED' }]] : []
  const problem = viewOf(field).problem?.(value, field)
  return problem ? [[path, problem]] : []
}

const lineFaults = (field: FieldMeta, line: Values, path: string) =>
  (field.lines ?? [])
    .filter(column => column.writable)
    .flatMap(column => faults(column, line[column.name], `${path}.${column.name}`))

/** Turns a fault into the sentence a person reads. */
export function useProblemText() {
  const { t, i18n } = useTranslation()
  return ({ code, values }: Problem) =>
    i18n.exists(`generic.problem.${code}`) ? t(`generic.problem.${code}`, { ...values }) : t('generic.problem.other')
}

/** What the server refused, at its fields; the rest is for the block above the form. */
export const refusals = (problem: ApiProblem): Problems =>
  Object.fromEntries((problem.fields ?? []).map(({ field, message }) => [field, message]))

/** Faults of the form around a control: a lines editor shows those of its own cells. */
export const ProblemsContext = createContext<Problems>({})
export const useProblems = () => use(ProblemsContext)
