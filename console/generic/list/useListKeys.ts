import type { RefObject } from 'react'
import { useKeys } from '../useKeys.ts'

interface ListKeys {
  readonly count: number
  readonly cursor: number
  readonly peeking: boolean
  readonly selecting: boolean
  /** The keyboard is on a cell, not on the whole row. */
  readonly inCell: boolean
  readonly search: RefObject<HTMLInputElement | null>
  move(to: number): void
  range(to: number): void
  step(by: 1 | -1): void
  leaveCell(): void
  /** Answers whether a cell is edited from now on. */
  editCell(): boolean
  editFocused(): boolean
  peek(): void
  closePeek(): void
  open(): void
  select(): void
  selectAll(): void
  clear(): void
  edit(): void
  status(): void
  assign(): void
  create?: (() => void) | undefined
}

const page = 15

/** The keyboard of a list. Escape backs out one layer at a time: the cell, then the peek, then the selection. */
export function useListKeys(list: ListKeys) {
  const { cursor, count } = list
  const to = (at: number) => Math.max(0, Math.min(count - 1, at))
  const down = () => list.move(to(cursor + 1))
  const up = () => list.move(to(cursor < 0 ? 0 : cursor - 1))
  const back = () => {
    if (list.inCell) list.leaveCell()
    else if (list.peeking) list.closePeek()
    else if (list.selecting) list.clear()
  }
  useKeys({
    j: down,
    k: up,
    ArrowDown: down,
    ArrowUp: up,
    ArrowRight: () => list.step(1),
    ArrowLeft: () => list.step(-1),
    'Shift+ArrowDown': () => list.range(to(cursor + 1)),
    'Shift+ArrowUp': () => list.range(to(cursor - 1)),
    'Shift+j': () => list.range(to(cursor + 1)),
    'Shift+k': () => list.range(to(cursor - 1)),
    Home: () => list.move(to(0)),
    End: () => list.move(to(count - 1)),
    PageDown: () => list.move(to(cursor + page)),
    PageUp: () => list.move(to(cursor - page)),
    ' ': () => (list.peeking ? list.closePeek() : list.peek()),
    Enter: () => list.editFocused() || list.open(),
    F2: list.editCell,
    x: list.select,
    'Shift+x': list.selectAll,
    e: list.edit,
    s: list.status,
    i: list.assign,
    c: list.create && (() => list.create?.()),
    '/': () => list.search.current?.focus(),
    Escape: back,
  })
}
