import type { EntityMeta } from '@tenon/kernel/derive/meta-types.ts'
import { expect, test } from 'vitest'
import { isChanged, listParams, listQuery, readListState, toggleSort } from './listState.ts'

const field = (name: string, kind: string, operators: readonly string[]) =>
  ({ name, kind, label: name, operators, sortable: true }) as unknown as EntityMeta['fields'][number]

const meta = {
  path: 'licenses',
  fields: [
    field('status', 'status', ['eq', 'ne', 'in', 'nin']),
    field('endsOn', 'date', ['eq', 'lte', 'gte', 'empty']),
    field('code', 'numberSeries', ['contains']),
  ],
  views: [{ name: 'expiring', label: 'Expiring', columns: [], query: { 'filter[status]': 'inUse', sort: 'endsOn' } }],
} as unknown as EntityMeta

const read = (query: string) => readListState(new URLSearchParams(query), meta)

test('a view alone brings its conditions, and stays short in the address', () => {
  const state = read('view=expiring')
  expect(state.filters).toEqual([{ field: 'status', operator: 'eq', value: 'inUse' }])
  expect(isChanged(state, meta)).toBe(false)
  expect(listParams(state, meta).toString()).toBe('view=expiring')
})

test('changed conditions are spelled out beside the view, its order is not', () => {
  const state = {
    ...read('view=expiring'),
    filters: [{ field: 'endsOn', operator: 'lte' as const, value: '@today+30' }],
  }
  expect(isChanged(state, meta)).toBe(true)
  expect(listParams(state, meta).toString()).toBe('view=expiring&filter%5BendsOn%5D%5Blte%5D=%40today%2B30')
  expect(readListState(listParams(state, meta), meta)).toEqual(state)
})

test('a changed order keeps the conditions of its view, and no order at all can be asked for', () => {
  for (const sort of [[{ field: 'code', descending: true }], []]) {
    const state = { ...read('view=expiring'), sort }
    expect(readListState(listParams(state, meta), meta)).toEqual(state)
  }
})

test('a view may ask for a scope instead of a filter', () => {
  const mine = { ...meta, views: [{ name: 'mine', label: 'Mine', columns: [], query: { scope: 'own' } }] } as EntityMeta
  const state = readListState(new URLSearchParams('view=mine'), mine)
  expect(listQuery(state)).toEqual({ scope: 'own' })
  expect(listParams({ ...state, scope: null }, mine).toString()).toBe('')
})

test('a view without any of its conditions is all records', () => {
  const bare = { ...read('view=expiring'), filters: [] }
  expect(read(listParams(bare, meta).toString()).view).toBeNull()
})

test('what the list does not know is left out of the question', () => {
  expect(read('filter[secret]=1&filter[code][lt]=2&sort=secret,-endsOn&filter[status][in]=a,b')).toEqual({
    view: null,
    filters: [{ field: 'status', operator: 'in', value: 'a,b' }],
    sort: [{ field: 'endsOn', descending: true }],
    search: '',
    scope: null,
    shape: 'table',
    group: null,
  })
})

test('the server is asked in the same words: it knows what day it is', () => {
  const { filters, sort } = read('filter[endsOn][lte]=@today%2B30')
  expect(listQuery({ filters, sort, search: '', scope: null })).toEqual({ 'filter[endsOn][lte]': '@today+30' })
})

test('a header sorts up, down and not at all; Shift keeps the other columns', () => {
  const up = toggleSort([], 'endsOn', false)
  const both = toggleSort(up, 'code', true)
  expect(both.map(({ field }) => field)).toEqual(['endsOn', 'code'])
  const turned = toggleSort(both, 'endsOn', true)
  expect(turned[0]).toEqual({ field: 'endsOn', descending: true })
  expect(toggleSort(turned, 'endsOn', true).map(({ field }) => field)).toEqual(['code'])
  expect(toggleSort(both, 'code', false)).toEqual([{ field: 'code', descending: true }])
})

const saved = {
  name: 'v1',
  label: 'Own',
  columns: [],
  query: { 'filter[endsOn][gte]': '@today', 'filter[endsOn][lte]': '@today+90', shape: 'board', group: 'status' },
  saved: {} as never,
}
const withSaved = { ...meta, views: [...meta.views, saved], near: [], opens: 'v1' }
const readSaved = (query: string) => readListState(new URLSearchParams(query), withSaved)

test('from and until of one field are one condition, and go to the server as two', () => {
  const { filters } = readSaved('view=v1')
  expect(filters).toEqual([{ field: 'endsOn', operator: 'between', value: '@today..@today+90' }])
  expect(listQuery({ filters, sort: [], search: '', scope: null })).toEqual({
    'filter[endsOn][gte]': '@today',
    'filter[endsOn][lte]': '@today+90',
  })
})

test('a bare address opens the chosen view; all records are then asked for by name', () => {
  expect(readSaved('').view).toBe('v1')
  expect(readSaved('peek=1').view).toBe('v1')
  expect(readSaved('filter[status]=inUse').view).toBeNull()
  const all = readSaved('view=all')
  expect(all.view).toBeNull()
  expect(listParams(all, withSaved).toString()).toBe('view=all')
})

test('a saved view that lost its conditions, shape and groups is still that view, changed', () => {
  const bare = { ...readSaved('view=v1'), filters: [], shape: 'table' as const, group: null }
  expect(isChanged(bare, withSaved)).toBe(true)
  expect(readListState(listParams(bare, withSaved), withSaved)).toEqual(bare)
})
