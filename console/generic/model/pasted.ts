import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'

/** What stands between whole and fraction in a column of pasted numbers. */
export type DecimalMark = '.' | ','

const bare = (text: string) => text.normalize('NFKC').replace(/[\s_'’]|[A-Z]{3}|[¥￥$€£]/g, '')

/** The mark that one number proves, if it proves any: `1.234,5` and `0,5` do, `1,234` does not. */
function proof(text: string): DecimalMark | undefined {
  const digits = bare(text)
  const [comma, dot] = [digits.lastIndexOf(','), digits.lastIndexOf('.')]
  if (comma >= 0 && dot >= 0) return comma > dot ? ',' : '.'
  if (comma >= 0) return /^[-(]?\d{1,3}(,\d{3})+\)?$/.test(digits) ? undefined : ','
  return dot >= 0 && !/^[-(]?\d{1,3}(\.\d{3})+\)?$/.test(digits) ? '.' : undefined
}

/** The mark a whole column was written with: one number tells it for all. */
export const decimalMarkOf = (texts: readonly string[]): DecimalMark | undefined =>
  texts.map(proof).find(mark => mark !== undefined)

/** `1.234,50`, `１，２３４`, `(1 200)` as the kinds' own `1234.50`, `1234`, `-1200`. Other texts stay as they are. */
export function plainNumber(text: string, mark: DecimalMark | undefined, isWhole: boolean): string {
  const digits = bare(text)
  const negative = /^\(.*\)$/.test(digits)
  const inner = negative ? `-${digits.slice(1, -1)}` : digits
  if (!/^-?[\d.,]+$/.test(inner)) return text.trim()
  // A lone `1.234` is a thousand and more only where no fraction can be meant.
  const decimal = mark ?? (isWhole ? undefined : '.')
  const grouped = decimal === ',' ? '.' : ','
  const plain = decimal === undefined ? inner.replace(/[.,]/g, '') : inner.replaceAll(grouped, '').replace(decimal, '.')
  return plain
}

/** Which of the first two numbers of `03/04/2026` is the day. */
export type DayOrder = 'dayFirst' | 'monthFirst'

const slashed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/
const named = /^(\d{1,2})[-\s.]*([a-z]{3})[a-z]*[-\s.,]*(\d{4}|\d{2})$/i
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Told by any day after the twelfth, and by dots, which only day-first countries write. */
export function dayOrderOf(texts: readonly string[], otherwise: DayOrder): DayOrder {
  for (const text of texts) {
    const match = slashed.exec(text.trim())
    if (!match) continue
    if (text.includes('.') || Number(match[1]) > 12) return 'dayFirst'
    if (Number(match[2]) > 12) return 'monthFirst'
  }
  return otherwise
}

const fullYear = (year: string) => (year.length === 2 ? `20${year}` : year)
const iso = (year: string, month: number, day: number) =>
  `${fullYear(year)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

/** `31.12.2026`, `12/31/26`, `31-Dec-2026` as `2026-12-31`. Other texts stay, for the kind to read. */
export function plainDay(text: string, order: DayOrder): string {
  const cut = text.trim().replace(/[ T]\d{1,2}:\d\d(:\d\d)?$/, '')
  const month = named.exec(cut)
  if (month) {
    const at = months.indexOf((month[2] ?? '').toLowerCase())
    if (at >= 0) return iso(month[3] ?? '', at + 1, Number(month[1]))
  }
  const match = slashed.exec(cut)
  if (!match) return cut
  const [first, second] = [Number(match[1]), Number(match[2])]
  return order === 'dayFirst' ? iso(match[3] ?? '', second, first) : iso(match[3] ?? '', first, second)
}

const readNumber = (column: FieldMeta, text: string, mark: DecimalMark | undefined) => {
  const plain = plainNumber(text, mark, column.kind === 'integer')
  const currency = column.kind === 'money' ? /[A-Z]{3}/.exec(text)?.[0] : undefined
  return currency && /^-?[\d.]+$/.test(plain) ? plain + currency : plain
}

/** A column's cells as its kind can read them: numbers and days are judged together, because one alone may be ambiguous. */
export function readable(column: FieldMeta, texts: readonly string[], otherwise: DayOrder): string[] {
  const each = (read: (text: string) => string) => texts.map(text => (text.trim() === '' ? '' : read(text)))
  if (['integer', 'decimal', 'money'].includes(column.kind)) {
    const mark = decimalMarkOf(texts)
    return each(text => readNumber(column, text, mark))
  }
  if (column.kind !== 'date') return each(text => text.trim())
  const order = dayOrderOf(texts, otherwise)
  return each(text => plainDay(text, order))
}
