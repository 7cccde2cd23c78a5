import type { TileMeta } from '@tenon/kernel/derive/tile-meta.ts'
import { expect, test } from 'vitest'
import { add, arranged, fold, gallery, hide, type Layout, moveBy, moveTo, resize } from './layout.ts'

const tile = (name: string, shown = true): TileMeta => ({
  name,
  system: 'x',
  kind: 'list',
  label: name,
  columns: 8,
  rows: 8,
  shown,
  scopes: [],
})
const tiles = ['states', 'waiting', 'figures', 'orders'].map(name => tile(name)).concat(tile('spare', false))
const names = (layout: Layout, all = tiles) => arranged(all, layout).map(each => each.tile.name)

test('tiles stand as declared until somebody moves them; one that is new stands behind its neighbour', () => {
  expect(names({})).toEqual(['states', 'waiting', 'figures', 'orders'])
  const moved = moveTo(tiles, {}, 'orders', 'waiting', false)
  expect(names(moved)).toEqual(['states', 'orders', 'waiting', 'figures'])
  const later = [...tiles.slice(0, 3), tile('new'), ...tiles.slice(3)]
  expect(names(moved, later)).toEqual(['states', 'orders', 'waiting', 'figures', 'new'])
})

test('a step past the first or last changes nothing, and hidden ones are stepped over', () => {
  expect(names(moveBy(tiles, {}, 'states', -1))).toEqual(names({}))
  const hidden = hide({}, 'waiting')
  expect(names(moveBy(tiles, hidden, 'figures', -1))).toEqual(['figures', 'states', 'orders'])
})

test('what is hidden or spare waits in the gallery and can come back', () => {
  const hidden = hide({}, 'states')
  expect(gallery(tiles, hidden).map(each => each.name)).toEqual(['states', 'spare'])
  expect(names(add(add(hidden, 'spare'), 'states'))).toEqual(['states', 'waiting', 'figures', 'orders', 'spare'])
})

test('a size stays within the page, a folded tile keeps its size', () => {
  const sized = resize({}, 'states', 40, 1)
  const [first] = arranged(tiles, fold(sized, 'states', true))
  expect(first).toMatchObject({ columns: 24, rows: 4, folded: true })
  expect(arranged(tiles, fold(sized, 'states', false))[0]?.folded).toBe(false)
})
