import { expect, test } from 'vitest'
import { packed } from './packing.ts'

const at = (sizes: [number, number][]) =>
  packed(sizes.map(([columns, rows]) => ({ columns, rows }))).map(box => [box.column, box.row, box.columns, box.rows])

test('a later tile fills the gap beside a higher one', () => {
  expect(
    at([
      [16, 5],
      [8, 9],
      [16, 4],
    ]),
  ).toEqual([
    [1, 1, 16, 5],
    [17, 1, 8, 9],
    [1, 6, 16, 4],
  ])
})

test('what would stay empty beside a tile is given to it', () => {
  expect(
    at([
      [16, 5],
      [16, 4],
    ]),
  ).toEqual([
    [1, 1, 24, 5],
    [1, 6, 24, 4],
  ])
  expect(
    at([
      [10, 11],
      [7, 11],
    ]),
  ).toEqual([
    [1, 1, 10, 11],
    [11, 1, 14, 11],
  ])
})

test('tiles never lie on each other', () => {
  const boxes = packed(Array.from({ length: 14 }, (_, n) => ({ columns: 4 + ((n * 7) % 13), rows: 4 + ((n * 5) % 9) })))
  const cells = boxes.flatMap(box =>
    Array.from(
      { length: box.rows * box.columns },
      (_, n) => `${box.row + Math.floor(n / box.columns)}/${box.column + (n % box.columns)}`,
    ),
  )
  expect(new Set(cells).size).toBe(cells.length)
})
