import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { expect, test } from 'vitest'
import { duplicated, moved, totals } from './lines.ts'

const column = (name: string, kind: string) => ({ name, kind }) as FieldMeta

test('lines move to any place, and a copy is a line of its own', () => {
  const lines = [{ id: '1', n: 'a' }, { id: '2', n: 'b' }, { n: 'c' }]
  const names = (all: readonly object[]) => all.map(line => (line as { n: string }).n).join('')
  expect([moved(lines, 0, 2), moved(lines, 2, 0), moved(lines, 1, 1), moved(lines, 0, 3)].map(names)).toEqual([
    'bca',
    'cab',
    'abc',
    'abc',
  ])
  expect(duplicated(lines, 0).map(line => [line.id, line.n])).toEqual([
    ['1', 'a'],
    [undefined, 'a'],
    ['2', 'b'],
    [undefined, 'c'],
  ])
})

test('totals are exact, skip what is no number, and never add two currencies up', () => {
  const lines = [
    { count: 2, weight: '0.1', price: { amount: '10.00', currency: 'CNY' } },
    { count: 'x', weight: '0.2', price: { amount: '-0.05', currency: 'CNY' } },
    { count: null, weight: '-1', price: { amount: '3', currency: 'USD' } },
  ]
  const columns = [
    column('count', 'integer'),
    column('weight', 'decimal'),
    column('price', 'money'),
    column('t', 'text'),
  ]
  expect(totals(columns, lines)).toEqual([
    { name: 'count', sums: [{ amount: '2' }] },
    { name: 'weight', sums: [{ amount: '-0.7' }] },
    {
      name: 'price',
      sums: [
        { currency: 'CNY', amount: '9.95' },
        { currency: 'USD', amount: '3' },
      ],
    },
  ])
})
