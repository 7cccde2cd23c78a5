import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, addMonths, dayOfMonth, daysBetween } from './day.ts'

const day = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map(d => d.toISOString().slice(0, 10))
const count = fc.integer({ min: -2000, max: 2000 })

test('adding days and counting days undo each other', () => {
  fc.assert(
    fc.property(day, count, (from, days) => {
      expect(daysBetween(from, addDays(from, days))).toBe(days)
    }),
  )
})

test('a month later is the same day, or the last one of a shorter month', () => {
  expect(addMonths('2026-01-15', 1)).toBe('2026-02-15')
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
  expect(addMonths('2027-11-30', 3)).toBe('2028-02-29')
  expect(addMonths('2026-03-31', -1)).toBe('2026-02-28')
})

test('an anchor brings a series back to its day after a short month', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), (start, a, b) => {
      const anchor = dayOfMonth(start)
      expect(addMonths(addMonths(start, a, anchor), b, anchor)).toBe(addMonths(start, a + b, anchor))
    }),
  )
})
