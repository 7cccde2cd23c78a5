import type { ActionMeta, EntityMeta, HistoryEntry } from '@tenon/kernel/derive/meta-types.ts'
import { expect, test } from 'vitest'
import { nextDeadline } from './deadline.ts'
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
  const shown = highlighted({ fields } as unknown as EntityMeta, row).map(({ field }) => field.name)
  expect(shown).toEqual(['end', 'left', 'users', 'value'])
})

test('a count with a limit leads as a meter and takes the place of both', () => {
  const fields = [
    { name: 'actual', kind: 'integer', limitedBy: 'allowed' },
    { name: 'allowed', kind: 'integer' },
    { name: 'days', kind: 'integer' },
    { name: 'value', kind: 'money' },
  ]
  const row = { id: '1', version: 1, actual: 412, allowed: 400, days: 3, value: { amount: '1', currency: 'CNY' } }
  const names = (of: object) =>
    highlighted({ fields } as unknown as EntityMeta, of as never).map(({ field, limit }) => [field.name, limit?.name])
  expect(names(row)[0]).toEqual(['actual', 'allowed'])
  expect(names(row).filter(([name]) => name === 'allowed')).toEqual([])
  // Nothing counted yet: the limit stands alone.
  expect(names({ ...row, actual: null }).map(([name]) => name)).toContain('allowed')
})

test('the next deadline is the nearest day that has not passed', () => {
  const fields = ['from', 'to', 'later'].map(name => ({ name, kind: 'date' }))
  const row = { id: '1', version: 1, from: '2026-01-01', to: '2026-12-01', later: '2027-01-01' }
  const entity = { fields } as unknown as EntityMeta
  expect(nextDeadline(entity, row, '2026-06-01')?.day).toBe('2026-12-01')
  expect(nextDeadline(entity, row, '2028-06-01')).toBeUndefined()
})
