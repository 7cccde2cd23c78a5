import type { ActionMeta, EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { expect, test } from 'vitest'
import { laneQuery, lanesOf, moveOf } from './lanes.ts'

const words = { yes: 'Yes', no: 'No', none: 'None' }
const field = (more: Partial<FieldMeta>) =>
  ({ name: 'edition', kind: 'choice', nullable: false, writable: true, options: [], ...more }) as FieldMeta
const edition = field({ options: ['team', 'business'].map(value => ({ value, label: value })) })
const status = field({ name: 'status', kind: 'status', writable: false })
const action = (name: string, from: string[], to: string[], danger = false) =>
  ({ name, from, to, danger, input: [] }) as unknown as ActionMeta
const entity = (actions: ActionMeta[]) =>
  ({ states: [{ name: 'draft' }, { name: 'issued' }], actions, may: { update: true } }) as unknown as EntityMeta
const row = (values: object) => ({ id: '1', version: 1, ...values })

test('a lane for each value, one more for none, and only those that the filters leave', () => {
  const keys = (query: Record<string, string>, of = edition) => lanesOf(of, words, query).map(({ key }) => key)
  expect(keys({})).toEqual(['team', 'business'])
  expect(keys({}, { ...edition, nullable: true })).toEqual(['team', 'business', null])
  expect(keys({ 'filter[edition]': 'team' })).toEqual(['team'])
  expect(keys({ 'filter[edition][nin]': 'team' }, { ...edition, nullable: true })).toEqual(['business', null])
  expect(keys({}, field({ kind: 'boolean' }))).toEqual(['true', 'false'])
})

test('a lane asks for its own value beside what the list asks', () => {
  expect(laneQuery({ sort: 'code' }, 'edition', 'team')).toEqual({ sort: 'code', 'filter[edition]': 'team' })
  expect(laneQuery({}, 'edition', null)).toEqual({ 'filter[edition][empty]': 'true' })
})

test('a state is reached by the action that leads just there, and never by one that may not start', () => {
  const issue = action('issue', ['draft'], ['issued'])
  const all = [action('force', ['draft'], ['issued'], true), action('either', [], ['issued', 'draft']), issue]
  expect(moveOf(entity(all), status, row({ status: 'draft' }), 'issued')).toEqual({ by: 'action', action: issue })
  expect(moveOf(entity([issue]), status, row({ status: 'issued' }), 'draft')).toBeUndefined()
  expect(moveOf(entity([issue]), status, row({ status: 'draft' }), 'draft')).toBeUndefined()
})

test('a choice is a new value, unless it stands fast or may not be written', () => {
  const draft = row({ status: 'draft', edition: 'team' })
  expect(moveOf(entity([]), edition, draft, 'business')).toEqual({ by: 'value' })
  expect(moveOf(entity([]), { ...edition, writable: false }, draft, 'business')).toBeUndefined()
  expect(moveOf(entity([]), { ...edition, fixed: true }, row({ status: 'issued', edition: 'team' }), 'business')).toBe(
    undefined,
  )
  expect(moveOf(entity([]), edition, draft, null)).toBeUndefined()
})
