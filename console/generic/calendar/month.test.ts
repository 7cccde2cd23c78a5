import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { expect, test } from 'vitest'
import { dayFieldOf, daysQuery, isMonth, isWeekend, shiftMonth, weeksOf } from './month.ts'

test('a month is shown in whole weeks from Monday on', () => {
  const weeks = weeksOf('2026-11')
  expect(weeks.map(week => week[0])).toEqual([
    '2026-10-26',
    '2026-11-02',
    '2026-11-09',
    '2026-11-16',
    '2026-11-23',
    '2026-11-30',
  ])
  expect(weeks.at(-1)?.at(-1)).toBe('2026-12-06')
  expect(weeksOf('2027-02')).toHaveLength(4)
  expect(weeksOf('2028-02').flat()).toContain('2028-02-29')
})

test('months roll over years, and nonsense in the address is none', () => {
  expect(shiftMonth('2026-12', 1)).toBe('2027-01')
  expect(shiftMonth('2026-01', -1)).toBe('2025-12')
  expect(['2026-11', '2026-13', '2026-00', 'x', undefined].map(isMonth)).toEqual([true, false, false, false, false])
  expect(['2026-11-20', '2026-11-21', '2026-11-22'].map(isWeekend)).toEqual([false, true, true])
})

const day = (name: string, kind = 'date') => ({ name, kind, operators: ['gte', 'lt'] }) as unknown as FieldMeta

test('a record stands on the day that is chosen, or by which it is due', () => {
  const entity = { fields: [day('createdAt', 'instant'), day('startsOn'), day('endsOn')] } as unknown as EntityMeta
  expect(dayFieldOf(entity, undefined)?.name).toBe('endsOn')
  expect(dayFieldOf(entity, 'startsOn')?.name).toBe('startsOn')
  expect(dayFieldOf(entity, 'secret')?.name).toBe('endsOn')
})

test('the days asked for do not replace what the list asks of the same field', () => {
  expect(daysQuery({ 'filter[endsOn][gte]': '@today' }, day('endsOn'), '2026-11-01', '2026-11-30')).toEqual({
    'filter[endsOn][gte]': '@today',
    'filter[endsOn][gt]': '2026-10-31',
    'filter[endsOn][lt]': '2026-12-01',
    sort: 'endsOn',
  })
  expect(daysQuery({}, day('at', 'instant'), '2026-11-01', '2026-11-30')).toEqual({
    'filter[at][gte]': '2026-10-31T00:00:00Z',
    'filter[at][lt]': '2026-12-02T00:00:00Z',
    sort: 'at',
  })
})
