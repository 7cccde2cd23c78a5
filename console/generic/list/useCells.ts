import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { toast } from '../../ui/toast.tsx'
import { nextCell } from '../model/cellMoves.ts'
import type { RecordRow } from '../model/record.ts'
import { mayEdit } from '../record/mayEdit.ts'
import { sameValue, useCellWrite } from './useCellWrite.ts'

export interface CellEditing {
  readonly at: number
  readonly id: string
  readonly field: string
  /** What was typed before the server refused it; undefined starts with the value of the row. */
  readonly value?: unknown
  readonly problem?: string | undefined
  /** The record as somebody else left it meanwhile. */
  readonly conflict?: RecordRow | undefined
  save(value: unknown, then: 'stay' | 'next' | 'previous' | 'leave'): void
  cancel(): void
  keepMine(value: unknown): void
  takeTheirs(): void
}
type Place = Pick<CellEditing, 'at' | 'id' | 'field' | 'value' | 'problem' | 'conflict'>

interface CellsOptions {
  readonly collection: Collection
  readonly cursor: number
  /** Of the last line and later. */
  readonly count: number
  /** As drawn now. */
  readonly columns: RefObject<readonly FieldMeta[]>
  readonly focusGrid: RefObject<() => void>
  rowAt(at: number): RecordRow | undefined
  move(at: number): void
}

/** The cell the keyboard is on, and the one that is being edited. */
export function useCells({ collection, cursor, count, columns, focusGrid, rowAt, move }: CellsOptions) {
  const { t } = useTranslation()
  const write = useCellWrite(collection.path)
  const [focused, setFocused] = useState<string | null>(null)
  const [place, setPlace] = useState<Place | null>(null)
  const [refused, setRefused] = useState<{ id: string; field: string } | null>(null)
  const latest = useRef({ cursor, focused, place, rowAt, count })
  latest.current = { cursor, focused, place, rowAt, count }

  const isEditable = useCallback(
    (at: number, name: string) => {
      const row = latest.current.rowAt(at)
      const field = columns.current.find(each => each.name === name)
      return row !== undefined && field !== undefined && field.kind !== 'lines' && mayEdit(collection, row, field)
    },
    [collection, columns],
  )
  const edit = useCallback(
    (at: number, field: string, more: Partial<Place> = {}) => {
      const row = latest.current.rowAt(at)
      if (!row || !isEditable(at, field)) return false
      setFocused(field)
      setRefused(null)
      setPlace({ at, id: row.id, field, ...more })
      return true
    },
    [isEditable],
  )
  const stop = useCallback(() => {
    setPlace(null)
    requestAnimationFrame(() => focusGrid.current())
  }, [focusGrid])
  const goOn = useCallback(
    (from: Place, step: 1 | -1) => {
      const names = columns.current.map(({ name }) => name)
      const next = nextCell({ at: from.at, field: from.field }, step, names, latest.current.count, isEditable)
      if (!next) return stop()
      if (next.at !== from.at) move(next.at)
      edit(next.at, next.field)
    },
    [columns, edit, isEditable, move, stop],
  )
  const send = useCallback(
    async (from: Place, row: RecordRow, field: FieldMeta, value: unknown, version?: number) => {
      const problem = await write(row, field, value, version)
      if (!problem) return
      setRefused({ id: row.id, field: field.name })
      const text = problem.fields?.[0]?.message ?? (problem.detail || problem.title || t('generic.form.unansweredText'))
      const conflict = problem.code === 'STALE' ? (problem.body.current as RecordRow | undefined) : undefined
      const now = latest.current
      // Whoever is typing elsewhere by now is not torn away; the cell keeps its mark and the toast says why.
      if (now.place !== null || now.rowAt(from.at)?.id !== row.id)
        return toast({ tone: 'risk', text: `${field.label}: ${text}` })
      edit(from.at, field.name, { value, ...(conflict ? { conflict } : { problem: text }) })
    },
    [write, edit, t],
  )
  const save = (value: unknown, then: 'stay' | 'next' | 'previous' | 'leave') => {
    const from = latest.current.place
    const row = from && latest.current.rowAt(from.at)
    const field = columns.current.find(each => each.name === from?.field)
    if (!from || !row || !field) return setPlace(null)
    if (then === 'next') goOn(from, 1)
    else if (then === 'previous') goOn(from, -1)
    else if (then === 'stay') stop()
    else setPlace(null)
    if (row.id === from.id && !sameValue(field, value, row[field.name])) send(from, row, field, value)
  }
  const again = (value: unknown) => {
    const from = latest.current.place
    const row = from && latest.current.rowAt(from.at)
    const field = columns.current.find(each => each.name === from?.field)
    stop()
    if (from?.conflict && row && field) send(from, row, field, value, from.conflict.version)
  }
  const editing: CellEditing | null = place && {
    ...place,
    save,
    cancel: stop,
    keepMine: again,
    takeTheirs: stop,
  }
  // Another row than the one being edited has come to its place, or it is gone: nothing is written on a stranger.
  const there = place ? rowAt(place.at)?.id : undefined
  useEffect(() => {
    if (place && there !== undefined && there !== place.id) setPlace(null)
  }, [place, there])

  const press = useCallback(
    (at: number, row: RecordRow, field: FieldMeta) => {
      const { cursor, focused } = latest.current
      const again = cursor === at && focused === field.name
      setFocused(field.name)
      return again && row !== undefined && edit(at, field.name)
    },
    [edit],
  )
  const step = (by: 1 | -1) => {
    if (cursor < 0) return
    const names = columns.current.map(({ name }) => name)
    const at = focused === null ? -1 : names.indexOf(focused)
    setFocused(names[at + by] ?? (by < 0 ? null : (names.at(-1) ?? null)))
  }
  return {
    focused,
    editing,
    refused,
    press,
    step,
    drop: () => setFocused(null),
    /** Edits the cell the keyboard is on, or the first of its row that may be. */
    edit: () => {
      const first = columns.current.find(({ name }) => isEditable(cursor, name))?.name
      const name = focused ?? first
      return name !== undefined && edit(cursor, name)
    },
    editFocused: () => focused !== null && edit(cursor, focused),
  }
}
export type Cells = ReturnType<typeof useCells>
