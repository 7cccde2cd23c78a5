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
