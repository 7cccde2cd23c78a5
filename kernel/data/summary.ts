import { LRUCache } from 'lru-cache'
import { type Access, require } from '../access/access.ts'
import { permissionOf } from '../access/permission.ts'
import { type AnyEntity, type Facet, snake } from '../entity/entity.ts'
import type { AnyField, Cells, Fields } from '../fields/field.ts'
import { remember } from '../remember.ts'
import type { Statement } from './batch.ts'
import { tableOf } from './list.ts'
import { readListQuery } from './list-query.ts'
import { measured, merged, type Part } from './measure.ts'
import { bucket } from './period.ts'
import { type Asking, alias, judge, selectionOf } from './selection.ts'
import { compile, type RawBuilder, sql } from './sql.ts'
import { type Group, type Measure, readSummaryQuery, type SummaryQuery } from './summary-query.ts'

/** More groups than this are no answer people can read: the rest is left out, and that is told. */
export const groupLimit = 1_000

/** One group as it was found: its keys as text, and for each measured field what can be put together further. */
export interface Found {
  readonly keys: readonly (string | null)[]
  readonly count: number
  readonly parts: ReadonlyMap<string, readonly Part[]>
}
export type Values = Readonly<Record<string, ReturnType<typeof measured>>>

export interface SummaryPlan extends SummaryQuery {
  readonly groupRows: Statement
  /** All rows as one group: asked only when some groups were left out. */
  readonly totalRow: Statement
  readGroups(rows: readonly Cells[]): Found[]
  readTotal(rows: readonly Cells[]): Found
  valuesOf(found: Pick<Found, 'parts'>): Values
  /** Groups as one. */
  together(found: readonly Found[]): Found
}

const column = (name: string, suffix = '') => sql`${sql.ref(`${alias}.${snake(name)}${suffix}`)}`
const keyOf = ({ name, field, unit }: Group) => (unit ? bucket(field, column(name), unit) : column(name))
const isMoney = ({ kind }: AnyField) => kind.name === 'money'

/** Each measured field once, however much is asked about it. */
const fieldsIn = (measures: readonly Measure[]) => [...new Map(measures.map(m => [m.name, m.field]))]

/** What one field's values come to: as far as it can be added up again with those of another currency's rows. */
function partials(name: string, field: AnyField, at: number): RawBuilder<unknown>[] {
  const id = (suffix: string) => sql.id(`${suffix}${at}`)
  const sum = isMoney(field) || ['integer', 'decimal'].includes(field.kind.name)
  return [
    sql`count(${column(name)}) as ${id('count')}`,
    ...(sum ? [sql`sum(${column(name)}) as ${id('sum')}`] : [sql`null as ${id('sum')}`]),
    sql`min(${column(name)}) as ${id('least')}`,
    sql`max(${column(name)}) as ${id('greatest')}`,
  ]
}

function outer(field: AnyField, at: number): RawBuilder<unknown> {
  const id = (suffix: string) => sql.id(`${suffix}${at}`)
  const currency = isMoney(field) ? id('currency') : sql`null`
  return sql`json_agg(json_build_array(${currency}, ${id('count')}, ${id('sum')}::text, ${id('least')}::text, ${id('greatest')}::text))::text`
}

/** First by keys and currencies, then by keys alone, so that sums of one currency are never added to those of another. */
function statement(
  asking: Asking,
  groups: readonly Group[],
  measures: readonly Measure[],
  where: RawBuilder<boolean>[],
) {
  const fields = fieldsIn(measures)
  const keys = groups.map((group, i) => sql`${keyOf(group)} as ${sql.id(`key${i}`)}`)
  const currencies = fields.flatMap(([name, field], i) =>
    isMoney(field) ? [sql`${column(name, '_currency')} as ${sql.id(`currency${i}`)}`] : [],
  )
  const grouped = [...keys, ...currencies]
  const by = (count: number) =>
    count ? sql`group by ${sql.join(Array.from({ length: count }, (_, i) => sql.lit(i + 1)))}` : sql``
  const inner = sql`select ${sql.join([...grouped, sql`count(*) as rows`, ...fields.flatMap(([name, field], i) => partials(name, field, i))])}
    from ${tableOf(asking.entity)} as ${sql.id(alias)} where ${sql.join(where, sql` and `)} ${by(grouped.length)}`
  const time = groups.flatMap(({ unit }, i) => (unit ? [sql`${sql.id(`key${i}`)} desc nulls last`] : []))
  const order = [...time, sql`sum(rows) desc`, ...groups.map((_, i) => sql.id(`key${i}`))]
  const shown = [
    ...groups.map((_, i) => sql`${sql.id(`key${i}`)}::text`),
    sql`sum(rows)::text`,
    ...fields.map(([, field], i) => outer(field, i)),
  ]
  return compile(sql`select ${sql.join(shown)} from (${inner}) as parts
    ${groups.length ? sql`group by ${sql.join(groups.map((_, i) => sql.id(`key${i}`)))}` : sql``}
    order by ${sql.join(order)} limit ${groupLimit + 1}`)
}

type WrittenPart = readonly [string | null, number, string | null, string | null, string | null]
const readPart = ([currency, count, sum, least, greatest]: WrittenPart): Part => ({
  currency,
  count: Number(count),
  sum,
  least,
  greatest,
})

function reader({ measures }: SummaryQuery) {
  const fields = fieldsIn(measures)
  return (keys: number, cells: Cells): Found => ({
    keys: cells.slice(0, keys),
    count: Number(cells[keys] ?? 0),
    parts: new Map(
      fields.map(([name, field], i) => {
        const written = JSON.parse(cells[keys + 1 + i] ?? '[]') as WrittenPart[]
        return [name, merged(field, written.map(readPart))]
      }),
    ),
  })
}

function makePlan(asking: Asking, { group, measure, ...params }: Readonly<Record<string, unknown>>): SummaryPlan {
  const query = readListQuery(asking.entity, params)
  judge(asking, query)
  const summary = readSummaryQuery(asking, { group, measure })
  const { groups, measures } = summary
  const where = selectionOf(asking, query)
  const read = reader(summary)
  return {
    ...summary,
    groupRows: statement(asking, groups, measures, where),
    totalRow: statement(asking, [], measures, where),
    readGroups: rows => rows.map(cells => read(groups.length, cells)),
    readTotal: ([cells = []]) => read(0, cells),
    valuesOf: ({ parts }) =>
      Object.fromEntries(
        measures.map(({ key, name, field, measure }) => [key, measured(field, parts.get(name) ?? [], measure)]),
      ),
    together: found => ({
      keys: [],
      count: found.reduce((sum, { count }) => sum + count, 0),
      parts: new Map(
        fieldsIn(measures).map(([name, field]) => [
          name,
          merged(
            field,
            found.flatMap(one => one.parts.get(name) ?? []),
          ),
        ]),
      ),
    }),
  }
}

const plans = new LRUCache<string, SummaryPlan>({ max: 500 })

/** The plan for a summary; throws FORBIDDEN without the right to list and INVALID for what cannot be asked. */
export function planSummary(
  entity: AnyEntity,
  access: Access,
  params: Readonly<Record<string, unknown>>,
  facet?: Facet<Fields>,
): SummaryPlan {
  const grants = require(access, permissionOf(entity, 'list'))
  const key = `${entity.name}\n${facet?.value ?? ''}\n${access.key}\n${JSON.stringify(params)}`
  return remember<string, SummaryPlan>(plans, key, () => makePlan({ entity, access, grants, facet }, params))
}
