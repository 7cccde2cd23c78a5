import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLines } from './csv-lines.ts'
import { guardCsvCell, guardXlsxCell, unguardCell } from './formula.ts'

const dangerous = fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', 'a', '1', '.', ' ')
const text = fc.oneof(fc.string(), fc.string({ unit: dangerous }))

test('no cell begins a formula, and reading back gives exactly what was written', () => {
  fc.assert(
    fc.property(text, cell => {
      const guarded = guardCsvCell(cell)
      expect(/^[=+@\t\r]/.test(guarded)).toBe(false)
      expect(/^-/.test(guarded) && !/^-\d+(\.\d+)?$/.test(guarded)).toBe(false)
      expect(unguardCell(guarded)).toBe(cell)
      expect(unguardCell(guardXlsxCell(cell))).toBe(cell)
    }),
  )
})

test('the attacks of the books are text, plain negative numbers are numbers', () => {
  expect(
    ["=cmd|' /C calc'!A0", '+1+1', '-2+3', '@SUM(1)', '\t=1', '\r=1', "'=1", '-5', '-5.25', 'plain'].map(guardCsvCell),
  ).toEqual(["'=cmd|' /C calc'!A0", "'+1+1", "'-2+3", "'@SUM(1)", "'\t=1", "'\r=1", "''=1", '-5', '-5.25', 'plain'])
  expect(csvLines([['a;=1', 'b\tc', 'd"e', '=x,y']])).toBe('"a;=1","b\tc","d""e","\'=x,y"\r\n')
})
