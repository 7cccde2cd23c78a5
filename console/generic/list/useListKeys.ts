import type { RefObject } from 'react'
import { useKeys } from '../useKeys.ts'

interface ListKeys {
  readonly count: number
  readonly cursor: number
  readonly peeking: boolean
  readonly selecting: boolean
  readonly search: RefObject<HTMLInputElement | null>
  move(to: number): void
  range(to: number): void
  peek(): void
  closePeek(): void
  open(): void
  select(): void
  clear(): void
  edit(): void
  create?: (() => void) | undefined
}

/** The keyboard of a list. Escape backs out one layer at a time: the peek first, then the selection. */
export function useListKeys(list: ListKeys) {
  const { cursor, count } = list
  const to = (at: number) => Math.max(0, Math.min(count - 1, at))
  const down = () => list.move(to(cursor + 1))
  const up = () => list.move(to(cursor < 0 ? 0 : cursor - 1))
  useKeys({
    j: down,
    k: up,
    ArrowDown: down,
    ArrowUp: up,
    'Shift+ArrowDown': () => list.range(to(cursor + 1)),
    'Shift+ArrowUp': () => list.range(to(cursor - 1)),
    'Shift+j': () => list.range(to(cursor + 1)),
    'Shift+k': () => list.range(to(cursor - 1)),
    Home: () => list.move(to(0)),
    End: () => list.move(to(count - 1)),
    PageDown: () => list.move(to(cursor + 15)),
    PageUp: () => list.move(to(cursor - 15)),
    ' ': () => (list.peeking ? list.closePeek() : list.peek()),
    Enter: list.open,
    x: list.select,
    e: list.edit,
    c: list.create && (() => list.create?.()),
    '/': () => list.search.current?.focus(),
    Escape: () => (list.peeking ? list.closePeek() : list.selecting ? list.clear() : undefined),
  })
}
