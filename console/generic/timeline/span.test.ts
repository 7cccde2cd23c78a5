import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { expect, test } from 'vitest'
import { dayNumber, dayText, endsOf, pulled, scaleOf, spanOf, ticks } from './span.ts'

const day = (name: string) => ({ name, kind: 'date', operators: ['gte'] }) as unknown as FieldMeta
const entity = (...names: string[]) => ({ fields: names.map(day) }) as unknown as EntityMeta
const at = dayNumber

test('a stretch goes between the chosen days, or those whose names say so', () => {
  const names = (found: ReturnType<typeof endsOf>) => found && [found.start.name, found.end.name]
  expect(names(endsOf(entity('deployedOn', 'startsOn', 'endsOn'), undefined, undefined))).toEqual([
    'startsOn',
    'endsOn',
  ])
  expect(names(endsOf(entity('a', 'b'), undefined, undefined))).toEqual(['a', 'b'])
  expect(names(endsOf(entity('a', 'b', 'c'), 'c', 'a'))).toEqual(['c', 'a'])
  expect(endsOf(entity('a'), undefined, undefined)).toBeUndefined()
})

test('an open end is the day of the other one; turned ends are put right; no day is no stretch', () => {
  const ends = { start: day('from'), end: day('to') }
  const span = (from: string | null, to: string | null) => spanOf({ id: '1', version: 1, from, to }, ends)
  expect(span('2026-11-01', '2026-11-05')).toEqual({ first: at('2026-11-01'), last: at('2026-11-05') })
  expect(span('2026-11-01', null)).toEqual({ first: at('2026-11-01'), last: at('2026-11-01') })
  expect(span('2026-11-05', '2026-11-01')).toEqual({ first: at('2026-11-01'), last: at('2026-11-05') })
  expect(span(null, null)).toBeUndefined()
})

test('the scale holds today and every stretch, and does not grow without bound', () => {
  const today = at('2026-11-21')
  const scale = scaleOf([{ first: at('2026-10-01'), last: at('2027-02-01') }], today, 'month')
  expect(scale.first).toBeLessThan(at('2026-10-01'))
  expect(scale.last).toBeGreaterThan(at('2027-02-01'))
  const wide = scaleOf([{ first: at('1990-01-01'), last: at('2090-01-01') }], today, 'month')
  expect(wide.last - wide.first).toBe(2_400)
  expect(wide.first).toBeLessThan(today)
})

test('its head is cut at Mondays, months and years, over leap days and new years', () => {
  const scale = { first: at('2027-12-30'), last: at('2028-03-02') }
  expect(ticks(scale, 'month').map(tick => [dayText(tick.first), tick.days])).toEqual([
    ['2027-12-30', 2],
    ['2028-01-01', 31],
    ['2028-02-01', 29],
    ['2028-03-01', 2],
  ])
  expect(ticks(scale, 'week')[1]?.first).toBe(at('2028-01-03'))
  expect(ticks(scale, 'year').map(({ days }) => days)).toEqual([2, 62])
})

test('a pull moves the whole or one end, which stops at the other', () => {
  expect(pulled({ first: 10, last: 12 }, 3, 'whole')).toEqual({ first: 13, last: 15 })
  expect(pulled({ first: 10, last: 12 }, 9, 'first')).toEqual({ first: 12, last: 12 })
  expect(pulled({ first: 10, last: 12 }, -9, 'last')).toEqual({ first: 10, last: 10 })
})
