import type { RefObject } from 'react'
import { queryClient } from '../../app/query.ts'
import { type ListPage, listKey } from '../list/chunks.ts'
import type { ShapeProps } from '../list/shape.ts'
import { useEntryKeys } from '../list/useEntryKeys.ts'
import type { RecordRow } from '../model/record.ts'
import type { Lane } from './lanes.ts'
import type { Moves } from './useMoves.tsx'

type BoardKeys = Pick<ShapeProps, 'collection' | 'openPeek' | 'peek' | 'selection'> & {
  readonly lanes: readonly Lane[]
  readonly moves: Moves
}

const laneAt = (card: HTMLElement) => card.closest<HTMLElement>('[data-lane]')
const cardsIn = (lane: Element | null | undefined) => [...(lane?.querySelectorAll<HTMLElement>('[data-entry]') ?? [])]

/** The card one step away; beside it in the next lane that has any. */
function neighbour(box: HTMLElement, card: HTMLElement, key: string): HTMLElement | undefined {
  const lane = laneAt(card)
  const cards = cardsIn(lane)
  const at = cards.indexOf(card)
  if (key === 'ArrowUp') return cards[at - 1]
  if (key === 'ArrowDown') return cards[at + 1]
  const lanes = [...box.querySelectorAll('[data-lane]')]
  const step = key === 'ArrowRight' ? 1 : -1
  for (let next = lanes.indexOf(lane as Element) + step; lanes[next]; next += step) {
    const there = cardsIn(lanes[next])
    if (there.length > 0) return there[Math.min(at, there.length - 1)]
  }
  return undefined
}

const loadedRow = (path: string, id: string | undefined): RecordRow | undefined =>
  queryClient
    .getQueriesData<ListPage>({ queryKey: listKey(path) })
    .flatMap(([, page]) => page?.data ?? [])
    .find(row => row.id === id)

/** Arrows go from card to card; with Alt, right and left take the card to the next lane it may go to. */
export function useBoardKeys(box: RefObject<HTMLElement | null>, keys: BoardKeys): void {
  const { collection, lanes, moves, openPeek, peek, selection } = keys
  useEntryKeys(box, {
    openPeek,
    peek,
    selection,
    step: (card, key) => (box.current ? neighbour(box.current, card, key) : undefined),
    carry: (card, key) => {
      const row = loadedRow(collection.path, card.dataset.entry)
      const from = lanes.findIndex(lane => (lane.key ?? '') === laneAt(card)?.dataset.lane)
      const after = { ArrowRight: lanes.slice(from + 1), ArrowLeft: lanes.slice(0, from).reverse() }[key]
      const target = row && after?.find(lane => moves.to(row, lane))
      if (row && target) moves.move(row, target)
    },
  })
}
