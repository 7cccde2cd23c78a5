import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { useFormats } from '../../app/formats.ts'
import { whereabouts } from '../model/whereabouts.ts'
import type { Rows } from './useRows.ts'

interface CursorOptions {
  readonly rows: Rows
  readonly peek: string | undefined
  readonly show: RefObject<(at: number) => void>
  setPeek(id: string | undefined, push?: boolean): void
}

/** How many rows are looked through for a peek that a link opened. */
const searched = 500
/** The row the keyboard is on: it stays on its record when rows come and go. While a peek is open it follows the cursor. */
export function useCursor({ rows, peek, setPeek, show }: CursorOptions) {
  const { number } = useFormats()
  const [at, setAt] = useState(-1)
  const row = rows.rowAt(at)
  const latest = useRef(rows)
  latest.current = rows
  const stood = useRef<{ id: string; at: number } | null>(null)

  // Rows that came in above must not slip another record under the cursor.
  useEffect(() => {
    const { rowAt, stale } = latest.current
    const before = stood.current
    if (stale || at < 0) return
    const now = rowAt(at)
    if (before && before.at === at && now && now.id !== before.id) {
      const found = whereabouts(before.id, at, rowAt)
      if (found !== undefined) {
        stood.current = { id: before.id, at: found }
        setAt(found)
        return
      }
    }
    if (now) stood.current = { id: now.id, at }
  })

  // A link, or Back, may name a peek the cursor does not stand on yet.
  useEffect(() => {
    if (!peek || rows.rowAt(at)?.id === peek) return
    const found = Array.from({ length: Math.min(searched, rows.count) }, (_, index) => index).find(
      index => rows.rowAt(index)?.id === peek,
    )
    if (found !== undefined) setAt(found)
  }, [peek, at, rows])

  const goTo = useCallback((to: number) => {
    stood.current = null
    setAt(to)
  }, [])
  const move = useCallback(
    (to: number) => {
      goTo(to)
      show.current(to)
      const next = latest.current.rowAt(to)
      if (peek && next) setPeek(next.id)
    },
    [goTo, peek, setPeek, show],
  )
  const peekAt = useCallback(
    (to: number) => {
      const place = Math.max(0, to)
      goTo(place)
      const next = latest.current.rowAt(place)
      if (next) setPeek(next.id, !peek)
    },
    [goTo, peek, setPeek],
  )
  const stands = peek !== undefined && row?.id === peek
  const total = rows.total && `${number(rows.total.total)}${rows.total.totalIsExact ? '' : '+'}`
  return {
    at,
    row,
    move,
    goTo,
    peekAt,
    position: stands && total ? `${number(at + 1)} / ${total}` : undefined,
    previous: stands && at > 0 ? () => move(at - 1) : undefined,
    next: stands && at < rows.count - 1 ? () => move(at + 1) : undefined,
  }
}
