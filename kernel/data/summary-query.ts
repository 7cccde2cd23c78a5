import type { AnyField } from '../fields/field.ts'
import type { FieldProblem } from '../problem/problem.ts'
import { invalid } from '../problem/refusals.ts'
import { queryable } from './filter.ts'
import { isGroupable, isTime, type MeasureName, measuresOf, units } from './measure.ts'
import type { Unit } from './period.ts'
import { type Asking, isOpen } from './selection.ts'

/** What the records are put together by: `status`, or `endsOn:month`. */
export interface Group {
  readonly name: string
  readonly field: AnyField
  readonly unit?: Unit
}
/** What is worked out over each group: `sum:value`. */
export interface Measure {
  readonly key: string
  readonly name: string
  readonly field: AnyField
  readonly measure: MeasureName
}
export interface SummaryQuery {
  readonly groups: readonly Group[]
  readonly measures: readonly Measure[]
}

const maxGroups = 2
const maxMeasures = 12
const unfit = {
  en: 'This cannot be worked out over this field.',
  zh: '此字段不支持这种统计方式。',
}

const names = (text: unknown) =>
  String(text ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(Boolean)

function readGroup(asking: Asking, text: string): Group | FieldProblem {
  const [name = '', unit, ...more] = text.split(':')
  const field = isOpen(asking, name) && isGroupable(asking.entity, name) ? queryable(asking.entity, name) : undefined
  if (!field) return { field: 'group', code: 'UNKNOWN_FIELD' }
  if (!isTime(field)) return unit === undefined ? { name, field } : { field: 'group', code: 'INVALID_VALUE' }
  if (more.length || !units.includes((unit ?? 'day') as Unit)) return { field: 'group', code: 'INVALID_VALUE' }
  return { name, field, unit: (unit ?? 'day') as Unit }
}

function readMeasure(asking: Asking, text: string): Measure | FieldProblem {
  const [measure = '', name = '', ...more] = text.split(':')
  if (more.length || !['sum', 'avg', 'min', 'max'].includes(measure)) return { field: 'measure', code: 'INVALID_VALUE' }
  const field = isOpen(asking, name) ? queryable(asking.entity, name) : undefined
  if (!field) return { field: 'measure', code: 'UNKNOWN_FIELD' }
  if (!measuresOf(field).includes(measure as MeasureName))
    return { field: 'measure', code: 'UNKNOWN_OPERATOR', message: unfit }
  return { key: text, name, field, measure: measure as MeasureName }
}

const isProblem = (one: object): one is FieldProblem => 'code' in one
const tooMany = (field: string, maximum: number): FieldProblem => ({ field, code: 'TOO_MANY', params: { maximum } })

/** Reads `group` and `measure`. Only what is open to the caller on every row can be asked, as for an order. */
export function readSummaryQuery(asking: Asking, params: { group?: unknown; measure?: unknown }): SummaryQuery {
  const groups = names(params.group).map(text => readGroup(asking, text))
  const wished = [...new Set(names(params.measure))].filter(text => text !== 'count')
  const measures = wished.map(text => readMeasure(asking, text))
  const problems = [
    ...[...groups, ...measures].filter(isProblem),
    ...(groups.length > maxGroups ? [tooMany('group', maxGroups)] : []),
    ...(measures.length > maxMeasures ? [tooMany('measure', maxMeasures)] : []),
  ]
  if (problems.length) throw invalid({}, { fields: problems })
  return { groups: groups as Group[], measures: measures as Measure[] }
}
