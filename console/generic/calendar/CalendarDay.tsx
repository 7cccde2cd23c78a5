import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { Link } from '@tanstack/react-router'
import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { type MouseEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { recordAddress } from '../controls/RecordLink.tsx'
import type { ShapeProps } from '../list/shape.ts'
import { type RecordRow, stateOf, titleOf } from '../model/record.ts'
import { isWeekend } from './month.ts'
import type { DayMoves } from './useDayMoves.ts'

/** Entries of a day before the rest is folded away. */
const few = 4

interface DayProps extends ShapeProps {
  readonly day: string
  readonly month: string
  readonly label: string
  readonly field: FieldMeta
  readonly rows: readonly RecordRow[]
  readonly isToday: boolean
  readonly moves: DayMoves
  readonly dragged: RecordRow | null
  setDragged(row: RecordRow | null): void
}

export function CalendarDay(props: DayProps) {
  const { day, month, label, rows, isToday, moves, dragged } = props
  const { t } = useTranslation()
  const box = useRef<HTMLElement>(null)
  const [isOver, setOver] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const latest = useRef({ day, moves })
  latest.current = { day, moves }
  useEffect(() => {
    const element = box.current
    if (!element) return
    return dropTargetForElements({
      element,
      canDrop: ({ source }) =>
        source.data.entry !== undefined && latest.current.moves.may(source.data.entry as RecordRow),
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false)
        latest.current.moves.move(source.data.entry as RecordRow, latest.current.day)
      },
    })
  }, [])
  const shown = isOpen || rows.length <= few ? rows : rows.slice(0, few - 1)
  return (
    <section
      ref={box}
      className="calendar-day"
      aria-label={label}
      data-day={day}
      data-outside={!day.startsWith(month) || undefined}
      data-weekend={isWeekend(day) || undefined}
      data-today={isToday || undefined}
      data-over={(isOver && dragged !== null) || undefined}
    >
      <span className="calendar-number num" aria-current={isToday ? 'date' : undefined}>
        {Number(day.slice(8))}
      </span>
      <ul>
        {shown.map(row => (
          <Entry key={row.id} {...props} row={row} />
        ))}
      </ul>
      {rows.length > shown.length && (
        <button type="button" className="calendar-rest" onClick={() => setOpen(true)}>
          {t('calendar.rest', { count: rows.length - shown.length })}
        </button>
      )}
    </section>
  )
}

function Entry({
  collection,
  row,
  moves,
  peek,
  openPeek,
  selection,
  setDragged,
}: DayProps & { readonly row: RecordRow }) {
  const { entity, path } = collection
  const entry = useRef<HTMLLIElement>(null)
  const state = stateOf(entity, row.status)
  const title = titleOf(entity, row)
  const beside = entity.fields.find(({ kind, name }) => kind === 'ref' && !entity.title.includes(name))
  const other = beside && (row[beside.name] as { title?: string } | null)?.title
  useEffect(() => {
    const element = entry.current
    if (!element) return
    return draggable({
      element,
      canDrag: () => moves.may(row),
      getInitialData: () => ({ entry: row }),
      onDragStart: () => setDragged(row),
      onDrop: () => setDragged(null),
    })
  }, [row, moves, setDragged])
  const press = (event: MouseEvent) => {
    // A click without a count is the Enter key: it follows the link.
    const plain = event.detail > 0 && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey
    if (!plain) return
    event.preventDefault()
    openPeek(row.id)
  }
  return (
    <li
      ref={entry}
      className="calendar-entry"
      data-entry={row.id}
      data-tone={state?.tone}
      data-selected={selection.ids.has(row.id) || undefined}
      data-current={peek === row.id || undefined}
    >
      <Link
        to={recordAddress(path, row.id)}
        draggable={false}
        onClick={press}
        title={[title, other, state?.label].filter(Boolean).join(' · ')}
      >
        {state && <StatusGlyph tone={state.tone} size={12} />}
        <span className="ellipsis">
          {title}
          {other && <span className="quiet"> {other}</span>}
        </span>
        {state && <span className="visually-hidden">{state.label}</span>}
      </Link>
    </li>
  )
}
