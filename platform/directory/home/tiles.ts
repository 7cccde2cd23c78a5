import type { Tile } from '@tenon/kernel/entity/tile.ts'

/** How the circle of those we deal with grows; for whoever wants it on their home. */
export const tiles: readonly Tile[] = [
  {
    kind: 'series',
    key: 'newCustomers',
    collection: 'customers',
    over: { field: 'createdAt', bucket: 'month', from: -11, to: 0 },
    measures: [{ key: 'count', measure: 'count', draw: 'area' }],
    size: [10, 10],
    place: 95,
    spare: true,
  },
]
