import { expect, test } from 'vitest'
import { groupsOf, type MenuNode } from '../app/menu.ts'
import { systemGroups, withLetters } from './destinations.ts'

const list = (path: string): MenuNode => ({ key: path, kind: 'list', path, entity: '', label: '许可证', icon: '' })
const system = (name: string, ...paths: string[]): MenuNode => ({
  key: `system:${name}`,
  kind: 'system',
  label: name,
  icon: '',
  children: paths.map(list),
})
const shown = (...nodes: MenuNode[]) => withLetters(systemGroups(groupsOf(nodes)))

test('every list gets a letter of its own from its address, never the one of home', () => {
  const groups = shown(
    system('licensing', 'licenses', 'hosts', 'purchases', 'partners'),
    system('empty'),
    system('crm', 'leads'),
  )
  expect(groups.map(group => group.system)).toEqual(['licensing', 'crm'])
  expect(groups.flatMap(group => group.items.map(({ letter }) => letter))).toEqual(['l', 'o', 'p', 'a', 'e'])
})

test('what has its place in the settings is not among the systems too, unless it was put there', () => {
  const folder: MenuNode = { key: 'folder:a', kind: 'folder', label: 'Daily', icon: '', children: [list('roles')] }
  const groups = shown(system('identity', 'members', 'roles'), folder)
  expect(groups.map(group => [group.system, group.items.map(({ path }) => path)])).toEqual([['folder:a', ['roles']]])
})

test('links lead to pages in here or out of it, and take no letter from a list when they lead out', () => {
  const [group] = shown(
    { key: 'link:a', kind: 'link', label: 'Due', icon: '', url: '/licenses?view=due' },
    { key: 'link:b', kind: 'link', label: 'Wiki', icon: '', url: 'https://wiki.example' },
  )
  expect(group?.items).toMatchObject([
    { path: 'licenses?view=due', letter: 'l' },
    { url: 'https://wiki.example', letter: undefined },
  ])
})
