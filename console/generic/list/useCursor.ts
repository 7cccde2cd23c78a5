import { useQueryClient } from '@tanstack/react-query'
import { type RefObject, useCallback, useEffect, useState } from 'react'
import { useFormats } from '../../app/formats.ts'
import type { RecordRow } from '../model/record.ts'
import { type Asked, loadedRow } from './chunks.ts'
import type { Rows } from './useRows.ts'

interface CursorOptions {
  readonly rows: Rows
  readonly asked: Asked
  readonly peek: string | undefined
  readonly show: RefObject<(at: number) => void>
  setPeek(id: string | undefined, push?: boolean): void
}

/** How many rows are looked through for a peek that a link opened. */
const searched = 500

/** The row the keyboard is on. While a peek is open it follows the cursor. */
export function useCursor({ rows, asked, peek, setPeek, show }: CursorOptions) {
  const client = useQueryClient()
  const { number } = useFormats()
  const [at, setAt] = useState(-1)
  const row = rows.rowAt(at)

  // A link, or Back, may name a peek the cursor does not stand on yet.
  useEffect(() => {
    if (!peek || rows.rowAt(at)?.id === peek) return
    const found = Array.from({ length: Math.min(searched, rows.count) }, (_, index) => index).find(
      index => rows.rowAt(index)?.id === peek,
    )
    if (found !== undefined) setAt(found)
  }, [peek, at, rows])

  const move = useCallback(
    (to: number) => {
      setAt(to)
      show.current(to)
      const next = loadedRow(client, asked, to)
      if (peek && next) setPeek(next.id)
    },
    [client, asked, peek, setPeek, show],
  )
  const peekAt = useCallback(
    (to: number) => {
      const place = Math.max(0, to)
      setAt(place)
      const next = loadedRow(client, asked, place)
      if (next) setPeek(next.id, !peek)
    },
    [client, asked, peek, setPeek],
  )
  const stands = peek !== undefined && row?.id === peek
  const total = rows.total && `${number(rows.total.total)}${rows.total.totalIsExact ? '' : '+'}`
  return {
    at,
    row: row as RecordRow | undefined,
    move,
    peekAt,
    position: stands && total ? `${number(at + 1)} / ${total}` : undefined,
    previous: stands && at > 0 ? () => move(at - 1) : undefined,
    next: stands && at < rows.count - 1 ? () => move(at + 1) : undefined,
  }
}
