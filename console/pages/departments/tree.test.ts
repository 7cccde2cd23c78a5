import { expect, test } from 'vitest'
import {
  type Branches,
  isWithin,
  moved,
  type NodeRow,
  placeAt,
  placeByKey,
  rowsOf,
  type TreeNode,
  type TreeRow,
} from './tree.ts'

const node = (id: string, parent: string | null, children = 0): TreeNode => ({
  id,
  name: id,
  code: null,
  rank: 0,
  parent,
  children,
  members: 0,
  heads: [],
  version: 1,
})
const branches: Branches = new Map([
  [null, [node('works', null, 2), node('office', null)]],
  ['works', [node('tools', 'works'), node('paint', 'works')]],
])
const rows = rowsOf(branches, new Set(['works']))
const names = (of: readonly TreeRow[]) => of.map(row => (row.kind === 'node' ? row.node.id : row.kind))
const rowOf = (id: string) => rows.find(row => row.kind === 'node' && row.node.id === id) as NodeRow
const at = (id: string) => rowOf(id).node

test('an open branch shows its departments, or that they are on their way', () => {
  expect(names(rows)).toEqual(['works', 'tools', 'paint', 'office'])
  const partly: Branches = new Map([[null, [node('works', null, 2)]]])
  expect(names(rowsOf(partly, new Set(['works'])))).toEqual(['works', 'waiting'])
  expect(names(rowsOf(branches, new Set(), { parent: null }))).toEqual(['works', 'office', 'naming'])
})

test('an edge of a row is a place: before it, inside it, or after it', () => {
  expect(placeAt(branches, rowOf('paint'), 'before')).toEqual({ parent: 'works', before: 'paint' })
  expect(placeAt(branches, rowOf('office'), 'into')).toEqual({ parent: 'office' })
  expect(placeAt(branches, rowOf('tools'), 'after')).toEqual({ parent: 'works', before: 'paint' })
  expect(placeAt(branches, rowOf('works'), 'after')).toEqual({ parent: 'works', before: 'tools' })
})

test('keys move a department up, down, in and out, and nowhere at the ends', () => {
  expect(placeByKey(branches, at('paint'), 'ArrowUp')).toEqual({ parent: 'works', before: 'tools' })
  expect(placeByKey(branches, at('tools'), 'ArrowDown')).toEqual({ parent: 'works', before: undefined })
  expect(placeByKey(branches, at('office'), 'ArrowRight')).toEqual({ parent: 'works' })
  expect(placeByKey(branches, at('paint'), 'ArrowLeft')).toEqual({ parent: null, before: 'office' })
  expect(placeByKey(branches, at('works'), 'ArrowUp')).toBeUndefined()
  expect(placeByKey(branches, at('works'), 'ArrowLeft')).toBeUndefined()
})

test('a move is shown at once and is exact in both branches', () => {
  const next = moved(branches, at('paint'), { parent: null, before: 'office' })
  expect(next.get(null)?.map(({ id }) => id)).toEqual(['works', 'paint', 'office'])
  expect(next.get('works')?.map(({ id }) => id)).toEqual(['tools'])
  expect(next.get(null)?.[0]?.children).toBe(1)
  const same = moved(branches, at('office'), { parent: null, before: 'works' })
  expect(same.get(null)?.map(({ id }) => id)).toEqual(['office', 'works'])
})

test('what lies below a department is known as such', () => {
  expect(isWithin(branches, 'paint', 'works')).toBe(true)
  expect(isWithin(branches, 'office', 'works')).toBe(false)
})
