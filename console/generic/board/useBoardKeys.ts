import { type RefObject, useEffect, useRef } from 'react'
import { queryClient } from '../../app/query.ts'
import type { ListPage } from '../list/chunks.ts'
import { listKey } from '../list/chunks.ts'
import type { ShapeProps } from '../list/shape.ts'
import type { RecordRow } from '../model/record.ts'
import type { Lane } from './lanes.ts'
import type { Moves } from './useMoves.tsx'

type BoardKeys = Pick<ShapeProps, 'collection' | 'openPeek' | 'peek' | 'selection'> & {
  readonly lanes: readonly Lane[]
  readonly moves: Moves
}

const cardsIn = (lane: Element | null | undefined) => [...(lane?.querySelectorAll<HTMLElement>('[data-card]') ?? [])]

/** The card one step away; beside it in the next lane that has any. */
export function neighbour(box: HTMLElement, card: HTMLElement, key: string): HTMLElement | undefined {
  const lane = card.closest('[data-lane]')
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

const loadedRow = (path: string, id: string): RecordRow | undefined =>
  queryClient
    .getQueriesData<ListPage>({ queryKey: listKey(path) })
    .flatMap(([, page]) => page?.data ?? [])
    .find(row => row.id === id)

/** Arrows go from card to card, with Alt they take the card along; Space peeks, X selects, Enter follows the link. */
export function useBoardKeys(box: RefObject<HTMLElement | null>, keys: BoardKeys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const card = (event.target as HTMLElement).closest<HTMLElement>('[data-card]')
      if (!card || !box.current || event.isComposing) return
      const { collection, lanes, moves, openPeek, peek, selection } = latest.current
      const id = card.dataset.card as string
      if (event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
        const row = loadedRow(collection.path, id)
        const from = lanes.findIndex(
          ({ key }) => (key ?? '') === card.closest<HTMLElement>('[data-lane]')?.dataset.lane,
        )
        const after = event.key === 'ArrowRight' ? lanes.slice(from + 1) : lanes.slice(0, from).reverse()
        const target = row && after.find(lane => moves.to(row, lane))
        if (row && target) moves.move(row, target)
      } else if (event.key.startsWith('Arrow')) {
        neighbour(box.current, card, event.key)?.querySelector<HTMLElement>('a')?.focus()
      } else if (event.key === ' ') openPeek(peek === id ? undefined : id)
      else if (event.key === 'x') selection.toggle(id)
      else return
      event.preventDefault()
      event.stopPropagation()
    }
    const element = box.current
    element?.addEventListener('keydown', press)
    return () => element?.removeEventListener('keydown', press)
  }, [box])
}
