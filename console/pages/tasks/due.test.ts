import { expect, test } from 'vitest'
import { shiftDay } from '../../app/days.ts'
import { groupOf, parseQuick } from './due.ts'

// A Thursday.
const today = '2026-11-19'

test('tasks fall into overdue, today, this week up to Sunday, later and none', () => {
  const due = ['2026-11-18', today, '2026-11-22', '2026-11-23', null]
  expect(due.map(day => groupOf(day, today))).toEqual(['overdue', 'today', 'week', 'later', 'none'])
  expect(groupOf('2026-11-23', '2026-11-22')).toBe('later')
  expect(shiftDay('2026-12-31', 1)).toBe('2027-01-01')
})

test('the last words of a quick task name its day and urgency, in either language', () => {
  expect(parseQuick('Call Fabrik tomorrow !', today)).toEqual({
    title: 'Call Fabrik',
    dueOn: '2026-11-20',
    priority: 'high',
  })
  expect(parseQuick('联系海辰 周一', today)).toMatchObject({ title: '联系海辰', dueOn: '2026-11-23' })
  expect(parseQuick('Send offer thursday', today).dueOn).toBe('2026-11-26')
  expect(parseQuick('Check +10', today).dueOn).toBe('2026-11-29')
  expect(parseQuick('Renew 2026-12-01', today).dueOn).toBe('2026-12-01')
})

test('a word that only begins like a day stays in the title, and a day alone is one', () => {
  expect(parseQuick('Order monitors', today)).toMatchObject({ title: 'Order monitors', dueOn: null })
  expect(parseQuick('today', today)).toMatchObject({ title: 'today', dueOn: null })
})
