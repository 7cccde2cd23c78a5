import { expect, test } from 'vitest'
import { type Look, optionOf } from './option.ts'
import { type ChartSpec, tableOf } from './spec.ts'

const look: Look = { mode: 'light', patterns: false, narrow: false, still: false }
const spec: ChartSpec = {
  categories: ['Sep', 'Oct', 'Nov'],
  series: [
    { key: 'amount', name: 'Amount', kind: 'bar', values: [3, null, 5] },
    { key: 'count', name: 'Orders (right axis)', kind: 'line', values: [1, 0, 2], right: true },
    { key: 'goal', name: 'Target', kind: 'target', values: [4, 4, 4] },
  ],
  left: { format: String },
  right: { format: String },
  unfinished: 2,
}
interface Drawn {
  readonly series: readonly { id: string; data: unknown[]; yAxisIndex?: number; lineStyle?: { type?: unknown } }[]
  readonly yAxis: readonly { min: number }[]
  readonly aria: { decal: { show: boolean } }
}
const drawn = (patterns = false) => optionOf(spec, { ...look, patterns }) as unknown as Drawn

test('bars begin at zero, the second axis is named, a period that is not over is hatched, a target dashed', () => {
  const { series, yAxis } = drawn()
  expect(yAxis.map(axis => axis.min)).toEqual([0, 0])
  expect(series.find(({ id }) => id === 'count')?.yAxisIndex).toBe(1)
  expect(series[0]?.data).toEqual([
    3,
    null,
    { value: 5, itemStyle: expect.objectContaining({ decal: expect.anything() }) },
  ])
  expect(series.find(({ id }) => id === 'goal')?.lineStyle?.type).toEqual([4, 3])
})

test('patterns stand beside the colours when they are asked for', () => {
  expect([drawn().aria.decal.show, drawn(true).aria.decal.show]).toEqual([false, true])
})

test('the table says what the chart shows', () => {
  expect(tableOf(spec, 'Month')).toEqual({
    columns: ['Month', 'Amount', 'Orders (right axis)', 'Target'],
    rows: [
      ['Sep', 3, 1, 4],
      ['Oct', '', 0, 4],
      ['Nov', 5, 2, 4],
    ],
  })
})
