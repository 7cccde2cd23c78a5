import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { expect, test } from 'vitest'
import { fittingColumns, usualColumns } from './columns.ts'
import { csvOf, pastedRows } from './csv.ts'
import { putFilter } from './filter.ts'
import { assign, missing } from './importMapping.ts'
import { resolveDay } from './relativeDay.ts'
import { extend, nothing, toggle } from './selection.ts'

test('relative days cross months and years', () => {
  expect(resolveDay('@today+30', '2026-12-15')).toBe('2027-01-14')
  expect(resolveDay('@today-1', '2028-03-01')).toBe('2028-02-29')
  expect(resolveDay('2026-01-01', '2026-12-15')).toBe('2026-01-01')
})

test('a second filter of the same field and operator replaces the first; one value is written as "is"', () => {
  const one = putFilter([], undefined, { field: 'status', operator: 'in', value: 'draft' })
  expect(one).toEqual([{ field: 'status', operator: 'eq', value: 'draft' }])
  expect(putFilter(one, undefined, { field: 'status', operator: 'eq', value: 'issued' })).toHaveLength(1)
})

test('a Shift range takes every loaded row between anchor and cursor, in either direction', () => {
  const ids = ['a', 'b', undefined, 'd']
  const down = extend(toggle(nothing, 'a', 0), 3, at => ids[at])
  expect([...down.ids]).toEqual(['a', 'b', 'd'])
  const up = extend(toggle(nothing, 'd', 3), 1, at => ids[at])
  expect([...up.ids]).toEqual(['d', 'b'])
})

test('columns fold from the end, but the state and the first one stay', () => {
  const columns = ['ref', 'choice', 'status', 'date'].map(kind => ({ kind, width: { min: 100, grow: 1 } }))
  const kinds = (width: number) => fittingColumns(columns, width, 160).map(({ kind }) => kind)
  expect(kinds(560)).toEqual(['ref', 'choice', 'status', 'date'])
  expect(kinds(370)).toEqual(['ref', 'status'])
  expect(kinds(180)).toEqual(['status'])
})

test('without a view, the state leads and long texts wait in the column chooser', () => {
  const fields = [
    { name: 'code', kind: 'numberSeries' },
    { name: 'note', kind: 'longText' },
    { name: 'seats', kind: 'integer' },
    { name: 'status', kind: 'status' },
  ]
  expect(usualColumns({ title: ['code'], fields } as unknown as EntityMeta, null)).toEqual(['status', 'seats'])
})

test('pasted cells keep tabs, quotes and line breaks apart; blank rows fall away', () => {
  expect(pastedRows('a\tb\r\n"two\nlines"\t"say ""hi"""\n\n\tlast\n')).toEqual([
    ['a', 'b'],
    ['two\nlines', 'say "hi"'],
    ['', 'last'],
  ])
})

test('a downloaded cell never starts a formula', () => {
  expect(csvOf([['=1+1', 'a"b']])).toBe('\uFEFF\'=1+1,"a""b"\r\n')
})

test('a day has one column, words may be joined from several, and what is required is named', () => {
  const field = (name: string, kind: string) => ({ name, kind, required: true, writable: true }) as FieldMeta
  const meta = { fields: [field('name', 'text'), field('since', 'date')] } as unknown as EntityMeta
  const names = assign({ First: 'name', Last: null, Since: 'since', Until: null }, 'Last', field('name', 'text'))
  expect(names).toEqual({ First: 'name', Last: 'name', Since: 'since', Until: null })
  const days = assign(names, 'Until', field('since', 'date'))
  expect(days).toMatchObject({ Since: null, Until: 'since' })
  expect(missing(assign(days, 'Until', null), meta).map(({ name }) => name)).toEqual(['since'])
})
