import type { ActionMeta, EntityMeta, HistoryEntry } from '@tenon/kernel/derive/meta-types.ts'
import { expect, test } from 'vitest'
import { entered } from './entered.ts'
import { highlighted } from './highlighted.ts'
import { primaryOf } from './primary.ts'

const action = (name: string, to: readonly string[], more: object = {}) =>
  ({ name, label: name, from: [], to, input: [], danger: false, allowed: true, ...more }) as unknown as ActionMeta & {
    allowed: boolean
  }

const entity = { lifecycle: ['draft', 'issued', 'deployed', 'inUse', 'expired'] } as unknown as EntityMeta

test('the primary action is the shortest allowed step on, never a dangerous one', () => {
  const actions = [
    action('activate', ['inUse']),
    action('deploy', ['deployed']),
    action('end', ['terminated'], { danger: true }),
  ]
  expect(primaryOf(actions, entity, 'issued')?.name).toBe('deploy')
  expect(
    primaryOf([action('deploy', ['deployed'], { allowed: false }), ...actions.slice(0, 1)], entity, 'issued')?.name,
  ).toBe('activate')
})

test('an action that may also stay is no step on; one that keeps the record on its bar comes next', () => {
  const actions = [action('reportUse', ['inUse', 'expired']), action('renew', ['inUse']), action('expand', [])]
  expect(primaryOf(actions, entity, 'inUse')?.name).toBe('reportUse')
  expect(primaryOf([action('renew', ['inUse', 'issued'])], entity, 'expired')?.name).toBe('renew')
  expect(primaryOf([action('signOut', [])], { lifecycle: [] } as unknown as EntityMeta, 'active')).toBeUndefined()
})

test('a state counts from when it was last entered; the first one from creation', () => {
  const change = (at: string, after: string) =>
    ({ at, changes: [{ field: 'status', after }] }) as unknown as HistoryEntry
  const times = entered([change('3', 'issued'), change('2', 'suspended'), change('1', 'issued')], 'draft', '0')
  expect(Object.fromEntries(times)).toEqual({ issued: '3', suspended: '2', draft: '0' })
})

test('the strip shows counts asked for, the amount and the latest day, in the order declared', () => {
  const field = (name: string, kind: string, required = false) => ({ name, kind, required })
  const fields = [
    field('start', 'date', true),
    field('end', 'date'),
    field('left', 'integer'),
    field('days', 'integer'),
    field('users', 'integer', true),
    field('value', 'money'),
  ]
  const row = {
    id: '1',
    version: 1,
    start: '2026-01-01',
    end: '2027-01-01',
    left: 40,
    days: 14,
    users: 100,
    value: { amount: '1', currency: 'CNY' },
  }
  const shown = highlighted({ fields } as unknown as EntityMeta, row).map(({ name }) => name)
  expect(shown).toEqual(['end', 'left', 'users', 'value'])
})
