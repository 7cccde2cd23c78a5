import { expect, test } from 'vitest'
import { linesOf, type Section, sectionQuery } from './groups.ts'

const section = (key: string, count: number, isOpen = true): Section => ({ key, title: key, count, values: {}, isOpen })

test('a head stands above its rows, and a closed section takes one line', () => {
  const lines = linesOf([section('a', 2), section('b', 3, false), section('c', 1)])
  expect(lines.count).toBe(6)
  expect(lines.rows).toBe(3)
  expect(Array.from({ length: 6 }, (_, at) => lines.at(at))).toEqual([
    { head: 0 },
    { row: 0 },
    { row: 1 },
    { head: 1 },
    { head: 2 },
    { row: 2 },
  ])
  expect(lines.placeOf(2)).toEqual({ section: 2, at: 0 })
  expect([0, 1, 2].map(lines.lineOf)).toEqual([1, 2, 5])
})

test('every row lies where its line says', () => {
  const lines = linesOf([section('a', 0), section('b', 7), section('c', 0, false), section('d', 40), section('e', 3)])
  for (let row = 0; row < lines.rows; row++) expect(lines.at(lines.lineOf(row))).toEqual({ row })
})

test('a month of rows is asked for without touching what the list already asks', () => {
  expect(sectionQuery('endsOn:month', '2026-11', {})).toEqual({
    'filter[endsOn][gte]': '2026-11-01',
    'filter[endsOn][lt]': '2026-12-01',
  })
  expect(sectionQuery('endsOn:quarter', '2026-10-01', { 'filter[endsOn][gte]': '@today' })).toEqual({
    'filter[endsOn][gt]': '2026-09-30',
    'filter[endsOn][lt]': '2027-01-01',
  })
  expect(sectionQuery('status', 'inUse', { 'filter[status]': 'inUse' })).toEqual({ 'filter[status][in]': 'inUse' })
  expect(sectionQuery('salesRep', null, {})).toEqual({ 'filter[salesRep][empty]': 'true' })
})
