import type { Meta } from '@tenon/kernel/derive/meta-types.ts'
import { expect, test } from 'vitest'
import { systemGroups, withLetters } from './destinations.ts'

const item = (path: string) => ({ path, entity: '', label: '许可证', icon: '' })
const system = (name: string, ...paths: string[]) => ({ name, label: name, navigation: paths.map(item) })
const groupsOf = (systems: Meta['systems']) => systemGroups({ language: 'zh', systems, entities: {} })

test('every list gets a letter of its own from its address, never the one of home', () => {
  const systems = [
    system('licensing', 'licenses', 'hosts', 'purchases', 'partners'),
    system('empty'),
    system('crm', 'leads'),
  ]
  const groups = withLetters(groupsOf(systems))
  expect(groups.map(group => group.system)).toEqual(['licensing', 'crm'])
  expect(groups.flatMap(group => group.items.map(({ letter }) => letter))).toEqual(['l', 'o', 'p', 'a', 'e'])
})

test('what has its place in the settings is not among the systems too', () => {
  const groups = withLetters(groupsOf([system('identity', 'members', 'roles'), system('crm', 'leads')]))
  expect(groups.map(group => group.system)).toEqual(['crm'])
})
