import { expect, test } from 'vitest'
import { columnWidths, fit } from './fit.ts'

/** Chinese is as wide as high, other characters half of that. */
const measure = (text: string) => [...text].reduce((sum, one) => sum + (/\p{Script=Han}/u.test(one) ? 2 : 1), 0)

test('Latin breaks between words, Chinese anywhere, a word too long within itself', () => {
  expect(fit('Deploy on site', 8, 4, measure)).toEqual(['Deploy', 'on site'])
  expect(fit('启源智造集团 ERP', 8, 4, measure)).toEqual(['启源智造', '集团 ERP'])
  expect(fit('abcdefghij', 4, 4, measure)).toEqual(['abcd', 'efgh', 'ij'])
  expect(fit('one\ntwo', 8, 4, measure)).toEqual(['one', 'two'])
  expect(fit('', 8, 4, measure)).toEqual([])
})

test('what goes beyond the last line is left out, and dots say so', () => {
  expect(fit('启源智造集团有限公司', 8, 2, measure)).toEqual(['启源智造', '集团有…'])
  expect(fit('启源智造集团有限', 8, 2, measure)).toEqual(['启源智造', '集团有限'])
})

test('columns share the page: all of it, and no more', () => {
  expect(columnWidths([10, 20], 60, 5)).toEqual([25, 35])
  for (const wished of [[10, 500, 300], Array(20).fill(90), [500]]) {
    const sum = columnWidths(wished, 300, 20).reduce((a, b) => a + b, 0)
    expect(Math.round(sum)).toBe(300)
  }
})
