import { gridColumns } from './layout.ts'

export interface Sized {
  readonly columns: number
  readonly rows: number
}
export interface Box extends Sized {
  /** From 1, as CSS counts the lines of a grid. */
  readonly column: number
  readonly row: number
}

/** Which cells of the grid are taken, row by row. */
class Ground {
  private readonly rows: boolean[][] = []

  isFree({ column, row, columns, rows }: Box): boolean {
    if (column < 1 || column + columns - 1 > gridColumns) return false
    for (let y = row; y < row + rows; y++)
      for (let x = column; x < column + columns; x++) if (this.rows[y]?.[x]) return false
    return true
  }

  take({ column, row, columns, rows }: Box): void {
    for (let y = row; y < row + rows; y++) {
      this.rows[y] ??= []
      const line = this.rows[y] as boolean[]
      for (let x = column; x < column + columns; x++) line[x] = true
    }
  }
}

/** The first place where it fits: from the top, then from the left. */
function placeFor(ground: Ground, size: Sized): Box {
  for (let row = 1; ; row++)
    for (let column = 1; column + size.columns - 1 <= gridColumns; column++) {
      const box = { ...size, column, row }
      if (ground.isFree(box)) return box
    }
}

/** As wide as the free cells beside it allow, to the right and then to the left. */
function widened(ground: Ground, box: Box): Box {
  let { column, columns } = box
  while (ground.isFree({ ...box, column: column + columns, columns: 1 })) columns++
  while (ground.isFree({ ...box, column: column - 1, columns: 1 })) {
    column--
    columns++
  }
  return { ...box, column, columns }
}

/**
 * A place for each tile, in order, as dense as a grid that fills its gaps; what is then still free beside a tile the tile
 * takes, so that no hole is left where somebody's tiles do not add up to a full row.
 */
export function packed(sizes: readonly Sized[]): readonly Box[] {
  const ground = new Ground()
  const boxes = sizes.map(size => {
    const box = placeFor(ground, { ...size, columns: Math.min(size.columns, gridColumns) })
    ground.take(box)
    return box
  })
  return boxes.map(box => {
    const wide = widened(ground, box)
    ground.take(wide)
    return wide
  })
}
