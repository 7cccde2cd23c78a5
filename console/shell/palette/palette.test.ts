import { expect, test } from 'vitest'
import { type RecentRecord, withLatest } from '../../app/recent-records.ts'
import { matches } from './matches.ts'

test('commands are found by their words in any order, and by how Chinese sounds', () => {
  expect(matches('新建许可证 new licenses', '许可 新建')).toBe(true)
  expect(matches('新建许可证 new licenses', 'xjxkz')).toBe(true)
  expect(matches('新建许可证 new licenses', 'xuke')).toBe(true)
  expect(matches('新建许可证 new licenses', 'NEW lic')).toBe(true)
  expect(matches('新建许可证 new licenses', 'kehu')).toBe(false)
  expect(matches('Dark theme', '')).toBe(true)
})

test('a record opened again is first, and once', () => {
  const record = (id: string): RecentRecord => ({ collection: 'licenses', id, title: id })
  expect(withLatest([record('a'), record('b')], record('b')).map(({ id }) => id)).toEqual(['b', 'a'])
})
