import type { EntityMeta, HistoryEntry } from '@tenon/kernel/derive/meta-types.ts'
import { expect, test } from 'vitest'
import type { Comment, KeptFile } from '../social.ts'
import { itemsOf } from './items.ts'
import { valueBefore, valuesAfter } from './versions.ts'

const entry = (at: string, changes: readonly (readonly [string, unknown, unknown])[]) =>
  ({
    id: at,
    at,
    act: 'update',
    changes: changes.map(([field, before, after]) => ({ field, label: field, kind: 'text', before, after })),
  }) as unknown as HistoryEntry

const entity = {
  fields: [
    { name: 'note', kind: 'text' },
    { name: 'city', kind: 'text' },
    { name: 'owner', kind: 'ref' },
  ],
} as unknown as EntityMeta

const history = [
  entry('4', [['note', 'c', 'd']]),
  entry('3', [
    ['note', 'b', 'c'],
    ['city', 'Rome', 'Oslo'],
  ]),
  entry('2', [['note', 'a', 'b']]),
]

test('a version is what stood right after its entry, of the fields that differ now', () => {
  const row = { id: '1', version: 4, note: 'd', city: 'Oslo' }
  const at = (index: number) => valuesAfter(entity, row, history, index).map(({ field, old }) => [field.name, old])
  expect(at(0)).toEqual([])
  expect(at(1)).toEqual([['note', 'c']])
  expect(at(2)).toEqual([
    ['note', 'b'],
    ['city', 'Rome'],
  ])
})

test('a value that stands there again needs no restoring; a reference is told by its title', () => {
  const row = { id: '1', version: 4, note: 'c', owner: { id: 'p2', title: 'Bo' } }
  expect(valueBefore(entity, row, history[0]?.changes[0] as never)).toBeUndefined()
  const change = { field: 'owner', label: 'owner', kind: 'ref', before: 'p1', after: 'p2', beforeTitle: 'Ann' }
  expect(valueBefore(entity, row, change)?.old).toEqual({ id: 'p1', title: 'Ann' })
})

test('changes, comments and files are one stream; what is older than the changes read so far waits for them', () => {
  const comment = (id: string, at: string) => ({ id, at }) as unknown as Comment
  const file = (id: string, at: string) => ({ id, at }) as unknown as KeptFile
  const all = { history, comments: [comment('new', '35'), comment('old', '1')], files: [file('f', '25')] }
  const ids = (hasOlder: boolean, shown: 'all' | 'changes' | 'comments') =>
    itemsOf({ ...all, hasOlder }, shown).map(({ id }) => id)
  expect(ids(true, 'all')).toEqual(['4', 'new', '3', 'f', '2'])
  expect(ids(false, 'all').at(-1)).toBe('old')
  expect(ids(true, 'comments')).toEqual(['new', 'old'])
  expect(ids(true, 'changes')).toEqual(['4', '3', '2'])
})
