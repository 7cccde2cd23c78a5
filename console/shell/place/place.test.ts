import { expect, test } from 'vitest'
import type { MenuGroup, MenuNode } from '../../app/menu.ts'
import { byRecency } from './recent-sites.ts'
import { listsOf } from './what-changed.ts'

const list = (path: string): MenuNode => ({ key: path, kind: 'list', path, label: path.toUpperCase(), icon: '' })
const menu = (...navigation: MenuNode[]): MenuGroup[] => [{ name: 'a', label: 'A', navigation }]

test('what came and went is named, in folders too', () => {
  const folder: MenuNode = { key: 'f', kind: 'folder', label: 'F', icon: '', children: [list('hosts')] }
  expect(listsOf(menu(list('licenses'), folder), menu(list('licenses'), list('orders')))).toEqual({
    gone: ['HOSTS'],
    come: ['ORDERS'],
  })
})

test('the sites last used come first, the others keep their order', () => {
  const sites = ['a', 'b', 'c', 'd'].map(id => ({ id }))
  expect(byRecency(sites, ['d', 'b', 'gone']).map(({ id }) => id)).toEqual(['d', 'b', 'a', 'c'])
})
