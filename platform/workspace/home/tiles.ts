import type { Tile } from '@tenon/kernel/entity/tile.ts'

/** What stands on everybody's home, whatever their work is. */
export const tiles: readonly Tile[] = [
  {
    kind: 'tasks',
    key: 'waiting',
    collection: 'tasks',
    filter: { status: 'open', assignee: '@me' },
    sort: 'dueOn',
    size: [8, 9],
    place: 20,
  },
  { kind: 'activity', key: 'activity', size: [12, 8], place: 80 },
  { kind: 'counts', key: 'counts', size: [24, 4], place: 100, spare: true },
]
