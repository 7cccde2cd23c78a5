import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'

export type Line = Readonly<Record<string, unknown>>

/** React needs a name for each line that moves with it; a new one has no id yet. */
const names = new WeakMap<Line, number>()
let lastName = 0
export function nameOf(line: Line): number {
  const name = names.get(line) ?? ++lastName
  names.set(line, name)
  return name
}
export function renamed(line: Line, next: Line): Line {
  names.set(next, nameOf(line))
  return next
}

export const blank = (columns: readonly FieldMeta[]): Line =>
  Object.fromEntries(
    columns.filter(column => column.default !== undefined).map(column => [column.name, column.default]),
  )

interface Paste {
  readonly columns: readonly FieldMeta[]
  /** The line and column of the cell that was pasted into. */
  readonly at: number
  readonly from: number
  readonly rows: readonly (readonly string[])[]
  read(text: string, column: FieldMeta): unknown
}

/** Cells copied from a spreadsheet, laid over the lines from a cell on; lines that do not exist yet are added. */
export function paste(lines: readonly Line[], { columns, at, from, rows, read }: Paste): readonly Line[] {
  const next = [...lines]
  rows.forEach((cells, down) => {
    const old = next[at + down] ?? blank(columns)
    const given = cells.flatMap((text, right) => {
      const column = columns[from + right]
      return column ? [[column.name, text === '' ? null : read(text, column)] as const] : []
    })
    next[at + down] = renamed(old, { ...old, ...Object.fromEntries(given) })
  })
  return next
}

/** The same line once more, below itself: without the id, which is the other's. */
export function duplicated(lines: readonly Line[], at: number): readonly Line[] {
  const line = lines[at]
  if (!line) return lines
  const { id: _, ...copy } = line
  return [...lines.slice(0, at + 1), copy, ...lines.slice(at + 1)]
}

/** The line taken out of its place and put at another. */
export function moved(lines: readonly Line[], from: number, to: number): readonly Line[] {
  const line = lines[from]
  if (!line || to < 0 || to >= lines.length || to === from) return lines
  const rest = lines.filter(other => other !== line)
  return [...rest.slice(0, to), line, ...rest.slice(to)]
}

export interface Total {
  readonly name: string
  /** One for each currency of a money column; a plain number has none. */
  readonly sums: readonly { readonly amount: string; readonly currency?: string }[]
}

/** Exact to the last place: sums of decimals as text must not gain a hair from floating point. */
function sum(amounts: readonly string[]): string {
  const places = Math.max(0, ...amounts.map(amount => amount.split('.')[1]?.length ?? 0))
  const scaled = amounts.map(amount => {
    const [whole = '0', fraction = ''] = amount.split('.')
    return BigInt(whole + fraction.padEnd(places, '0'))
  })
  const total = scaled.reduce((all, each) => all + each, 0n)
  const digits = String(total < 0n ? -total : total).padStart(places + 1, '0')
  const text = places ? `${digits.slice(0, -places)}.${digits.slice(-places)}` : digits
  return total < 0n ? `-${text}` : text
}
const isNumber = (value: unknown) => /^-?\d{1,18}(\.\d+)?$/.test(String(value ?? ''))
const isMoney = (value: unknown): value is { amount: string; currency: string } =>
  typeof value === 'object' && value !== null && 'amount' in value && isNumber(value.amount)

/** What the columns of numbers add up to; never one currency with another. */
export function totals(columns: readonly FieldMeta[], lines: readonly Line[]): Total[] {
  return columns.flatMap(({ name, kind }) => {
    const cells = lines.map(line => line[name])
    if (kind === 'money') {
      const byCurrency = Map.groupBy(cells.filter(isMoney), ({ currency }) => currency)
      const sums = [...byCurrency].map(([currency, all]) => ({
        currency,
        amount: sum(all.map(({ amount }) => amount)),
      }))
      return sums.length > 0 ? [{ name, sums }] : []
    }
    const numbers = kind === 'integer' || kind === 'decimal' ? cells.filter(isNumber).map(String) : []
    return numbers.length > 0 ? [{ name, sums: [{ amount: sum(numbers) }] }] : []
  })
}
