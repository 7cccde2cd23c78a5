import { type RefObject, useLayoutEffect, useRef } from 'react'
import { whereabouts } from '../model/whereabouts.ts'
import type { Rows } from './useRows.ts'

interface StillOptions {
  readonly scroll: RefObject<HTMLElement | null>
  readonly rows: Rows
  /** Tells one question from the next. */
  readonly place: string
  /** The first line in sight. */
  readonly first: number
  readonly height: number
}

/** Rows that come or go above what is being read do not move it: the scroll place follows the first row in sight. */
export function useStill({ scroll, rows, place, first, height }: StillOptions) {
  const held = useRef<{ place: string; id: string; at: number } | null>(null)
  useLayoutEffect(() => {
    const box = scroll.current
    if (rows.lines || rows.stale || !box) {
      held.current = null
      return
    }
    const before = held.current
    if (before?.place === place && box.scrollTop > 0 && rows.rowAt(before.at)?.id !== before.id) {
      const found = whereabouts(before.id, before.at, rows.rowAt)
      if (found !== undefined && found !== before.at) {
        box.scrollTop += (found - before.at) * height
        held.current = { ...before, at: found }
        return
      }
    }
    const id = rows.rowAt(first)?.id
    held.current = id === undefined ? null : { place, id, at: first }
  })
}
