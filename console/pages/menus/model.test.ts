import { expect, test } from 'vitest'
import { change, flat, type Items, type MenuEntry, mayStand, placeByKey, put, treeOf, without } from './model.ts'

const entry = (key: string, parent: string | null): MenuEntry => ({
  key,
  parent,
  label: key,
  labelZh: key,
  icon: 'box',
  path: key,
})
const entries = [
  entry('system:crm', null),
  entry('leads', 'system:crm'),
  entry('deals', 'system:crm'),
  entry('system:licensing', null),
  entry('licenses', 'system:licensing'),
]
const order = (items: Items) => flat(treeOf(entries, items)).map(({ key }) => key)
const nodeOf = (items: Items, key: string) => {
  const node = flat(treeOf(entries, items)).find(each => each.key === key)
  if (!node) throw new Error(key)
  return node
}
const folder = (items: Items) => change(items, 'folder:daily', { label: 'Daily' })

test('without an overlay the menu stands as the systems bring it', () => {
  expect(order([])).toEqual(['system:crm', 'leads', 'deals', 'system:licensing', 'licenses'])
})

test('an entry goes where it is put, and its neighbours stay in order', () => {
  const up = put(entries, [], 'deals', { parent: 'system:crm', before: 'leads' })
  expect(order(up)).toEqual(['system:crm', 'deals', 'leads', 'system:licensing', 'licenses'])
  const across = put(entries, folder([]), 'licenses', { parent: 'folder:daily' })
  expect(nodeOf(across, 'licenses')).toMatchObject({ parent: 'folder:daily', level: 1 })
})

test('nothing stands inside itself, under a list, or deeper than three', () => {
  const items = put(entries, folder([]), 'system:crm', { parent: 'folder:daily' })
  const tree = treeOf(entries, items)
  expect(nodeOf(items, 'leads').level).toBe(2)
  expect(mayStand(tree, 'folder:daily', 'system:crm')).toBe(false)
  expect(mayStand(tree, 'folder:daily', 'system:licensing')).toBe(false)
  expect(mayStand(tree, 'deals', 'leads')).toBe(false)
  expect(put(entries, items, 'deals', { parent: 'leads' })).toBe(items)
})

test('keys step up, down, in and out', () => {
  const tree = treeOf(entries, [])
  expect(placeByKey(tree, nodeOf([], 'deals'), 'ArrowUp')).toEqual({ parent: 'system:crm', before: 'leads' })
  expect(placeByKey(tree, nodeOf([], 'leads'), 'ArrowDown')).toEqual({ parent: 'system:crm', before: undefined })
  expect(placeByKey(tree, nodeOf([], 'deals'), 'ArrowLeft')).toEqual({ parent: null, before: 'system:licensing' })
  expect(placeByKey(tree, nodeOf([], 'system:licensing'), 'ArrowRight')).toEqual({ parent: 'system:crm' })
})

test('what is taken back leaves nothing behind, and a folder gives back what stood in it', () => {
  const hidden = change([], 'leads', { hidden: true })
  expect(change(hidden, 'leads', { hidden: false })).toEqual([])
  const items = put(entries, folder([]), 'licenses', { parent: 'folder:daily' })
  expect(nodeOf(without(items, 'folder:daily'), 'licenses').parent).toBe('system:licensing')
  expect(without(items, 'folder:daily').some(({ key }) => key === 'licenses')).toBe(false)
})
