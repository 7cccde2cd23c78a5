import { expect, test } from 'vitest'
import {
  dayOf,
  daysUntil,
  type FormatContext,
  formatAgo,
  formatDate,
  formatInstant,
  formatLate,
  formatMoney,
  formatNumber,
} from './formats.ts'

const en: FormatContext = { language: 'en', timeZone: 'Asia/Shanghai', today: '2026-11-21' }
const zh: FormatContext = { ...en, language: 'zh' }

test('a date names its year only when it is another', () => {
  expect([formatDate('2026-11-09', en), formatDate('2026-11-09', zh)]).toEqual(['9 Nov', '11月9日'])
  expect([formatDate('2027-09-01', en), formatDate('2027-09-01', zh)]).toEqual(['1 Sep ’27', '27年9月1日'])
})

test('an instant is shown in the organisation’s zone, without the day when that is today', () => {
  expect(formatInstant('2026-11-21T01:26:00Z', en)).toBe('09:26')
  expect(formatInstant('2026-11-20T15:59:00Z', en)).toBe('20 Nov 23:59')
  expect(dayOf('2026-11-20T16:00:00Z', 'Asia/Shanghai')).toBe('2026-11-21')
})

test('money is exact in full, and short in the way each language counts', () => {
  const price = { amount: '3860000.00', currency: 'CNY' }
  expect([formatMoney(price, 'en'), formatMoney(price, 'zh')]).toEqual(['¥3,860,000.00', '¥3,860,000.00'])
  expect([formatMoney(price, 'en', { compact: true }), formatMoney(price, 'zh', { compact: true })]).toEqual([
    '¥3.86M',
    '¥386.0万',
  ])
  expect(formatMoney({ amount: '8400.00', currency: 'EUR' }, 'en', { compact: true })).toBe('€8,400')
  const large = { amount: '9007199254740993.55', currency: 'USD' }
  expect(formatMoney(large, 'en')).toBe('$9,007,199,254,740,993.55')
  expect(formatMoney({ amount: '999.5', currency: 'JPY' }, 'zh', { compact: true })).toBe('¥1,000')
  expect(formatNumber('12345678901234567.5', 'en')).toBe('12,345,678,901,234,567.5')
})

test('days count whole calendar days over a change of clocks and years', () => {
  expect(daysUntil('2027-01-01', '2026-12-31')).toBe(1)
  expect(daysUntil('2026-03-30', '2026-03-28')).toBe(2)
  expect([formatLate(7, 'en'), formatLate(7, 'zh')]).toEqual(['+7 d', '+7 天'])
})

test('how long ago grows from minutes to a date', () => {
  const now = Date.parse('2026-11-21T04:00:00Z')
  const at = (text: string) => [formatAgo(text, en, now), formatAgo(text, zh, now)]
  expect(at('2026-11-21T03:39:00Z')).toEqual(['21 min', '21 分'])
  expect(at('2026-11-21T01:00:00Z')).toEqual(['3 h', '3 小时'])
  expect(at('2026-11-19T04:00:00Z')).toEqual(['2 d', '2 天'])
  expect(at('2026-11-01T04:00:00Z')).toEqual(['1 Nov', '11月1日'])
})
