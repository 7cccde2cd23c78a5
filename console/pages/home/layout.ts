import type { TileMeta } from '@tenon/kernel/derive/tile-meta.ts'

/** How somebody has arranged their home; whatever it does not say is as declared. */
export interface Layout {
  readonly order?: readonly string[]
  readonly hidden?: readonly string[]
  /** Taken from the gallery. */
  readonly added?: readonly string[]
  readonly sizes?: Readonly<Record<string, readonly [columns: number, rows: number]>>
  readonly folded?: readonly string[]
}
export interface PlacedTile {
  readonly tile: TileMeta
  readonly columns: number
  readonly rows: number
  readonly folded: boolean
}

export const gridColumns = 24
const smallest = { columns: 4, rows: 4 }
const tallest = 24
const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))

/** All tiles in somebody's order; one they have not placed stands behind the one it is declared after. */
function ordered(tiles: readonly TileMeta[], order: readonly string[] = []): readonly TileMeta[] {
  const placed = order.flatMap(name => tiles.find(tile => tile.name === name) ?? [])
  tiles.forEach((tile, at) => {
    if (placed.includes(tile)) return
    const before = tiles.slice(0, at).findLast(other => placed.includes(other))
    placed.splice(before ? placed.indexOf(before) + 1 : 0, 0, tile)
  })
  return placed
}

const isShown = (tile: TileMeta, { hidden, added }: Layout) =>
  (tile.shown || added?.includes(tile.name) === true) && hidden?.includes(tile.name) !== true

/** What stands on the page, in order, with its size. */
export function arranged(tiles: readonly TileMeta[], layout: Layout): readonly PlacedTile[] {
  return ordered(tiles, layout.order)
    .filter(tile => isShown(tile, layout))
    .map(tile => {
      const [columns, rows] = layout.sizes?.[tile.name] ?? [tile.columns, tile.rows]
      return { tile, columns, rows, folded: layout.folded?.includes(tile.name) ?? false }
    })
}

/** What could be added. */
export const gallery = (tiles: readonly TileMeta[], layout: Layout) => tiles.filter(tile => !isShown(tile, layout))

const without = (names: readonly string[] = [], name: string) => names.filter(other => other !== name)
const having = (names: readonly string[] = [], name: string) => [...without(names, name), name]

export const hide = (layout: Layout, name: string): Layout => ({
  ...layout,
  hidden: having(layout.hidden, name),
  added: without(layout.added, name),
})
export const add = (layout: Layout, name: string): Layout => ({
  ...layout,
  hidden: without(layout.hidden, name),
  added: having(layout.added, name),
})
export const fold = (layout: Layout, name: string, folded: boolean): Layout => ({
  ...layout,
  folded: folded ? having(layout.folded, name) : without(layout.folded, name),
})

/** Puts a tile at the place that another one of those shown has. */
export function moveTo(
  tiles: readonly TileMeta[],
  layout: Layout,
  name: string,
  target: string,
  after: boolean,
): Layout {
  if (name === target) return layout
  const names = ordered(tiles, layout.order).map(tile => tile.name)
  const rest = without(names, name)
  rest.splice(rest.indexOf(target) + (after ? 1 : 0), 0, name)
  return { ...layout, order: rest }
}

/** One place up or down among those shown. */
export function moveBy(tiles: readonly TileMeta[], layout: Layout, name: string, by: 1 | -1): Layout {
  const shown = arranged(tiles, layout).map(({ tile }) => tile.name)
  const target = shown[shown.indexOf(name) + by]
  return target === undefined ? layout : moveTo(tiles, layout, name, target, by === 1)
}

export function resize(layout: Layout, name: string, columns: number, rows: number): Layout {
  const size = [within(columns, smallest.columns, gridColumns), within(rows, smallest.rows, tallest)] as const
  return { ...layout, sizes: { ...layout.sizes, [name]: size } }
}
