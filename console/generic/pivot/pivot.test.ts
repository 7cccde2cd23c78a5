import type { EntityMeta } from '@tenon/kernel/derive/meta-types.ts'
import { expect, test } from 'vitest'
import type { Summary, SummaryGroup } from '../../app/summary.ts'
import { figureOf, listBehind, measureChoices, pivotOf, readChoice } from './pivot.ts'

const entity = {
  fields: [
    { name: 'status', kind: 'status', groupable: true },
    { name: 'edition', kind: 'choice', groupable: true },
    { name: 'endsOn', kind: 'date', groupable: true },
    { name: 'value', kind: 'money', measures: ['sum', 'avg'] },
    { name: 'note', kind: 'longText' },
  ],
} as unknown as EntityMeta

test('what was chosen counts as far as it can be asked, else the usual', () => {
  expect(readChoice(entity)).toEqual({ rows: 'status', columns: 'edition', measure: 'count', chart: true })
  expect(readChoice(entity, { rows: 'endsOn:month', columns: null, measure: 'sum:value', chart: 'bar' })).toEqual({
    rows: 'endsOn:month',
    columns: null,
    measure: 'sum:value',
    chart: true,
  })
  expect(readChoice(entity, { rows: 'note', columns: 'gone', measure: 'sum:note' })).toEqual(readChoice(entity))
  expect(readChoice(entity, { rows: 'edition', columns: 'edition' })?.columns).toBeNull()
  expect(readChoice({ fields: [] } as unknown as EntityMeta)).toBeNull()
  expect(measureChoices(entity).map(({ key }) => key)).toEqual(['count', 'sum:value', 'avg:value'])
})

const group = (keys: (string | null)[], count: number): SummaryGroup => ({ keys, titles: keys, count, values: {} })
const summary = (...groups: SummaryGroup[]): Summary => ({
  groups,
  total: { count: groups.reduce((sum, each) => sum + each.count, 0), values: {} },
  truncated: false,
})

test('cells stand between the totals of their row and column; what is in none is empty', () => {
  const table = pivotOf(
    summary(group(['draft', 'team'], 2), group(['draft', null], 1), group(['issued', 'team'], 4)),
    summary(group(['draft'], 3), group(['issued'], 4)),
    summary(group(['team'], 6), group([null], 1)),
  )
  const figures = table.rows.map((_, row) =>
    table.columns.map((__, column) => figureOf('count', table.cell(row, column))),
  )
  expect(figures).toEqual([
    [2, 1],
    [4, undefined],
  ])
  expect(table.rowTotals.map(each => each?.count)).toEqual([3, 4])
  expect(table.columnTotals.map(each => each?.count)).toEqual([6, 1])
  expect(table.total.count).toBe(7)
})

test('a figure leads to the list of what it counts', () => {
  const query = { 'filter[edition]': 'team', search: 'x', sort: 'code' }
  expect(
    listBehind(query, [
      { group: 'status', key: 'draft' },
      { group: 'endsOn:month', key: '2026-11-01' },
    ]),
  ).toEqual({
    'filter[edition]': 'team',
    'filter[status]': 'draft',
    'filter[endsOn][gte]': '2026-11-01',
    'filter[endsOn][lt]': '2026-12-01',
    q: 'x',
  })
  expect(listBehind({}, [])).toEqual({ view: 'all' })
  expect(listBehind({}, [{ group: 'edition', key: null }])).toEqual({ 'filter[edition][empty]': 'true' })
})
