import { useCallback, useMemo, useRef, useState } from 'react'
import type { RecordRow } from '../model/record.ts'
import { extend, nothing, type Selection, toggle, withAll } from '../model/selection.ts'
import type { ShapeSelection } from './shape.ts'
import type { Rows } from './useRows.ts'

/** What the keyboard and the palette can ask of a selection, from wherever the bar with its verbs stands. */
export interface SelectionActs {
  edit(): void
  status(): void
  assign(): void
}

/** Ticked rows as the table asks for them: one by one, or every row there is. */
export interface Ticked {
  readonly size: number
  has(id: string): boolean
}

interface Kept {
  readonly place: string
  readonly selection: Selection
  /** Everything that matches, also what is not loaded: as many as were shown when it was asked for. */
  readonly all: number | null
}

/** Loaded rows looked through for those that are ticked. */
const most = 2_000

/** What is ticked. Another question starts with nothing ticked: nobody acts on rows out of sight by mistake. */
export function useSelection({ rows, place }: { readonly rows: Rows; readonly place: string }) {
  const latest = useRef(rows)
  latest.current = rows
  const [kept, setKept] = useState<Kept>({ place, selection: nothing, all: null })
  const now = kept.place === place ? kept : { place, selection: nothing, all: null }
  const loadedIds = useCallback(() => {
    const { rowAt, count } = latest.current
    return Array.from({ length: Math.min(count, most) }, (_, at) => rowAt(at)?.id).filter(id => id !== undefined)
  }, [])
  const set = useCallback(
    (next: (before: Selection) => Selection) =>
      setKept(before => {
        if (before.place !== place) return { place, selection: next(nothing), all: null }
        // Taking one row out of everything leaves the loaded others.
        const from = before.all === null ? before.selection : withAll(before.selection, loadedIds())
        return { place, selection: next(from), all: null }
      }),
    [place, loadedIds],
  )
  const idAt = useCallback((at: number) => latest.current.rowAt(at)?.id, [])
  const select = useCallback(
    (at: number, row: RecordRow, range: boolean) =>
      set(before => (range ? extend(before, at, idAt) : toggle(before, row.id, at))),
    [set, idAt],
  )
  const extendTo = useCallback(
    (from: number, to: number) =>
      set(before => extend(before.anchor === null ? { ...before, anchor: Math.max(0, from) } : before, to, idAt)),
    [set, idAt],
  )
  const clear = useCallback(() => setKept({ place, selection: nothing, all: null }), [place])
  const { ids } = now.selection
  const ticked = useMemo<Ticked>(
    () => (now.all === null ? { size: ids.size, has: id => ids.has(id) } : { size: now.all, has: () => true }),
    [ids, now.all],
  )
  const loaded = useMemo(
    () =>
      ticked.size === 0
        ? []
        : Array.from({ length: Math.min(rows.count, most) }, (_, at) => rows.rowAt(at)).filter(
            row => row !== undefined && ticked.has(row.id),
          ),
    [rows.count, rows.rowAt, ticked],
  ) as readonly RecordRow[]
  const forShape = useMemo<ShapeSelection>(
    () => ({
      ids,
      toggle: id => set(before => toggle(before, id, 0)),
      add: more => set(before => withAll(before, more)),
      clear,
    }),
    [ids, set, clear],
  )
  return {
    ids,
    /** As many as match, where all of them were asked for. */
    all: now.all,
    ticked,
    rows: loaded,
    forShape,
    select,
    extendTo,
    clear,
    toggleShown: () => (ticked.size > 0 ? clear() : set(before => withAll(before, loadedIds()))),
    takeAll: (count: number) => setKept({ place, selection: nothing, all: count }),
  }
}
export type ListSelectionState = ReturnType<typeof useSelection>
