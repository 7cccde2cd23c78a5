import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { expect, test } from 'vitest'
import { dayOrderOf, plainDay, readable } from './pasted.ts'

const column = (kind: string) => ({ kind }) as FieldMeta
const read = (kind: string, ...texts: string[]) => readable(column(kind), texts, 'dayFirst')

test('numbers are read the way their column was written', () => {
  expect(read('decimal', '1.234', '12,50')).toEqual(['1234', '12.50'])
  expect(read('decimal', '1,234', '12.50')).toEqual(['1234', '12.50'])
  expect(read('decimal', '1.234', '5')).toEqual(['1.234', '5'])
  expect(read('integer', '1.234', '１２，０００', '(7)', "1'000")).toEqual(['1234', '12000', '-7', '1000'])
  expect(read('money', '€1.234,50', 'USD 1,00', '')).toEqual(['1234.50', '1.00USD', ''])
  expect(read('integer', 'many')).toEqual(['many'])
})

test('days are read in the order their column proves, else as usual', () => {
  expect(read('date', '31.12.2026', '1.2.27', '2026/3/9')).toEqual(['2026-12-31', '2027-02-01', '2026/3/9'])
  expect(read('date', '3/4/2026', '12/31/2026')).toEqual(['2026-03-04', '2026-12-31'])
  expect(dayOrderOf(['3/4/2026'], 'monthFirst')).toBe('monthFirst')
  expect([plainDay('9-Nov-26', 'dayFirst'), plainDay('9 November 2026 00:00', 'dayFirst')]).toEqual([
    '2026-11-09',
    '2026-11-09',
  ])
})
