import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { expect, test } from 'vitest'
import { canBeLate, lookOf, moneyScale } from './cellLook.ts'

const states = [
  { name: 'draft', tone: 'unstarted', next: ['inUse'] },
  { name: 'inUse', tone: 'accepted', next: ['ended', 'replaced'] },
  { name: 'replaced', tone: 'unstarted', next: ['ended'] },
  { name: 'ended', tone: 'unstarted', next: [] },
]
const meta = { states, fields: [] } as unknown as EntityMeta
const field = (name: string, kind: string, more: object = {}) => ({ name, kind, ...more }) as FieldMeta

test('what is over or put aside cannot be late any more', () => {
  expect(['draft', 'inUse', 'replaced', 'ended', 'gone'].filter(state => canBeLate(meta, state))).toEqual([
    'draft',
    'inUse',
  ])
})

test('an end day of something with states can be missed, a start day or an old term cannot', () => {
  expect(lookOf(field('endsOn', 'date'), meta, {})).toBe('due')
  expect(lookOf(field('startsOn', 'date'), meta, {})).toBe('plain')
  expect(lookOf(field('endsOn', 'date'), { ...meta, states: [] }, {})).toBe('plain')
})

test('whoever is a member behind another record is a person too', () => {
  const member = field('member', 'ref', { refersTo: { entity: 'identity.member', path: 'members' } })
  const rep = field('rep', 'ref', { refersTo: { entity: 'sales.rep', path: 'reps' } })
  expect(lookOf(rep, meta, { 'sales.rep': { name: 'sales.rep', fields: [member] } as unknown as EntityMeta })).toBe(
    'person',
  )
})

test('a column of amounts shares one unit in which its smallest can still be seen', () => {
  expect(moneyScale(['1280000.00', '6700.00'], 'zh')).toMatchObject({ divisor: 1e4, digits: 1 })
  expect(moneyScale(['1280000.00', '60.50'], 'zh')).toMatchObject({ divisor: 1, digits: 2 })
  expect(moneyScale(['1280000.00', '6700.00'], 'en')).toMatchObject({ divisor: 1, digits: 0 })
  expect(moneyScale(['1280000.00', '670000.00'], 'en')).toMatchObject({ divisor: 1e6, digits: 2 })
  expect(moneyScale([], 'zh')).toMatchObject({ divisor: 1 })
})
