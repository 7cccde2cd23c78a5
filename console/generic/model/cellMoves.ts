export interface CellPlace {
  readonly at: number
  readonly field: string
}

/** How many rows are looked through for the next cell that may be edited. */
const reach = 50

/** The next cell that may be edited, along the row and then in the rows after it (or before); undefined at the end. */
export function nextCell(
  from: CellPlace,
  step: 1 | -1,
  columns: readonly string[],
  rows: number,
  isEditable: (at: number, field: string) => boolean,
): CellPlace | undefined {
  let column = columns.indexOf(from.field) + step
  for (let at = from.at; at >= 0 && at < rows && Math.abs(at - from.at) < reach; at += step) {
    for (; column >= 0 && column < columns.length; column += step) {
      const field = columns[column] as string
      if (isEditable(at, field)) return { at, field }
    }
    column = step > 0 ? 0 : columns.length - 1
  }
  return undefined
}
