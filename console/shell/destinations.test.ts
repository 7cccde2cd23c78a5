import type { Meta } from '@tenon/kernel/derive/meta-types.ts'
import { expect, test } from 'vitest'
import { withLetters } from './destinations.ts'

const item = (path: string) => ({ path, entity: '', label: '许可证', icon: '' })
const system = (name: string, ...paths: string[]) => ({ name, label: name, navigation: paths.map(item) })

test('every list gets a letter of its own from its address, never the one of home', () => {
  const systems = [
    system('licensing', 'licenses', 'hosts', 'purchases', 'partners'),
    system('empty'),
    system('crm', 'leads'),
  ]
  const groups = withLetters({ language: 'zh', systems, entities: {} } satisfies Meta)
  expect(groups.map(group => group.system)).toEqual(['licensing', 'crm'])
  expect(groups.flatMap(group => group.items.map(({ letter }) => letter))).toEqual(['l', 'o', 'p', 'a', 'e'])
})
