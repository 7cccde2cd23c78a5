import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import type { Summary, SummaryGroup, SummaryValue } from '../../app/summary.ts'
import { isDayShaped, isGroupable, measuresOf, readGroup, sectionQuery } from '../model/groups.ts'

/** What a pivot shows: groups down and across (`endsOn:month`), and the figure in each cell (`count`, `sum:value`). */
export interface PivotChoice {
  readonly rows: string
  readonly columns: string | null
  readonly measure: string
  readonly chart: boolean
}

export const groupFields = (entity: EntityMeta): readonly FieldMeta[] => entity.fields.filter(isGroupable)

/** A field as a group: days by months unless another stretch is chosen. */
export const asGroup = (field: FieldMeta) => (isDayShaped(field) ? `${field.name}:month` : field.name)

export const groupField = (entity: EntityMeta, group: string | null): FieldMeta | undefined =>
  groupFields(entity).find(({ name }) => name === readGroup(group ?? '').field)

export interface MeasureChoice {
  readonly key: string
  readonly field: FieldMeta | null
  readonly by: 'count' | 'sum' | 'avg' | 'min' | 'max'
}
export const measureChoices = (entity: EntityMeta): readonly MeasureChoice[] => [
  { key: 'count', field: null, by: 'count' },
  ...entity.fields.flatMap(field => measuresOf(field).map(by => ({ key: `${by}:${field.name}`, field, by }) as const)),
]

const text = (value: unknown) => (typeof value === 'string' ? value : undefined)

/** What was chosen, as far as it can be asked; else the state down, the first other closed field across, and how many. */
export function readChoice(entity: EntityMeta, settings: Readonly<Record<string, unknown>> = {}): PivotChoice | null {
  const fields = groupFields(entity)
  const known = (group: string | undefined) => (groupField(entity, group ?? null) ? group : undefined)
  const closed = fields
    .filter(({ kind }) => kind === 'status' || kind === 'choice')
    .toSorted((one, other) => Number(other.kind === 'status') - Number(one.kind === 'status'))
  const usual = closed[0] ?? fields[0]
  const rows = known(text(settings.rows)) ?? (usual && asGroup(usual))
  if (!rows) return null
  const across = closed.find(({ name }) => name !== readGroup(rows).field)
  const chosen = settings.columns === null ? null : known(text(settings.columns))
  const columns = chosen === undefined ? (across ? asGroup(across) : null) : chosen
  const measure = measureChoices(entity).find(({ key }) => key === settings.measure)?.key ?? 'count'
  return { rows, columns: columns === rows ? null : columns, measure, chart: settings.chart !== false }
}

/** One value of a group, as a head of the table. */
export interface Head {
  readonly key: string | null
  readonly title: string | null
}

export interface PivotTable {
  readonly rows: readonly Head[]
  readonly columns: readonly Head[]
  cell(row: number, column: number): SummaryGroup | undefined
  readonly rowTotals: readonly (SummaryGroup | undefined)[]
  readonly columnTotals: readonly (SummaryGroup | undefined)[]
  readonly total: Summary['total']
}

const keyOf = (...keys: readonly (string | null)[]) => JSON.stringify(keys)
const heads = (groups: readonly SummaryGroup[]): readonly Head[] =>
  groups.map(({ keys, titles }) => ({ key: keys[0] ?? null, title: titles[0] ?? null }))

/**
 * The cells of both groups between the totals of each one: the totals are asked for and not added up from the cells, since
 * averages do not add up. Without columns the totals of the rows are all there is.
 */
export function pivotOf(cells: Summary | undefined, byRow: Summary, byColumn: Summary | undefined): PivotTable {
  const found = new Map(cells?.groups.map(group => [keyOf(...group.keys), group]))
  const rows = heads(byRow.groups)
  const columns = heads(byColumn?.groups ?? [])
  return {
    rows,
    columns,
    cell: (row, column) => found.get(keyOf(rows[row]?.key ?? null, columns[column]?.key ?? null)),
    rowTotals: byRow.groups,
    columnTotals: byColumn?.groups ?? [],
    total: byRow.total,
  }
}

export const figureOf = (
  measure: string,
  group: Pick<SummaryGroup, 'count' | 'values'> | undefined,
): SummaryValue | undefined => (measure === 'count' ? group?.count : group?.values[measure])

/** The address's query of the list behind a figure: what the list asks, and the values of the cell. */
export function listBehind(
  query: Readonly<Record<string, string>>,
  places: readonly { readonly group: string; readonly key: string | null }[],
): Record<string, string> {
  const { search, sort: _, ...asked } = query
  for (const { group, key } of places) Object.assign(asked, sectionQuery(group, key, asked))
  const narrowed = Object.keys(asked).length > 0
  return { ...asked, ...(search && { q: search }), ...(!narrowed && !search && { view: 'all' }) }
}
