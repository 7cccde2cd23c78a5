import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import type { ControlProps } from '@tenon/kernel/fields/field-view.ts'
import { LoaderCircle, Plus } from 'lucide-react'
import { type ClipboardEvent, type CSSProperties, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { pastedRows } from '../model/csv.ts'
import { blank, duplicated, type Line, moved, nameOf, renamed } from '../model/lines.ts'
import { LineRow } from './LineRow.tsx'
import { LinesTotals } from './LinesTotals.tsx'
import { useCellKeys } from './useCellKeys.ts'
import { usePaste } from './usePaste.ts'

const writable = (field: FieldMeta) => (field.lines ?? []).filter(column => column.writable)
const shares: Readonly<Record<string, string>> = {
  boolean: 'minmax(56px, 0.4fr)',
  integer: 'minmax(72px, 0.6fr)',
  decimal: 'minmax(84px, 0.7fr)',
  money: 'minmax(168px, 1.2fr)',
  date: 'minmax(126px, 0.8fr)',
  choice: 'minmax(96px, 0.9fr)',
}
const templateOf = (columns: readonly FieldMeta[]) =>
  columns.map(({ kind }) => shares[kind] ?? 'minmax(110px, 1.4fr)').join(' ')

/** What can be done with the lines as a whole. */
function useLines({ field, value, onChange, onBlur }: ControlProps) {
  const columns = writable(field)
  const lines = Array.isArray(value) ? (value as readonly Line[]) : []
  const max = field.max ?? 500
  /** What is there when a paste has been read may be more than when it began. */
  const latest = useRef(lines)
  latest.current = lines
  const change = (next: readonly Line[]) => {
    latest.current = next.slice(0, max)
    onChange(latest.current)
  }
  return {
    columns,
    lines,
    max,
    now: () => latest.current,
    replace: (next: readonly Line[]) => {
      change(next)
      onBlur?.()
    },
    set: (at: number, next: Line) =>
      change(latest.current.map((line, place) => (place === at ? renamed(line, next) : line))),
    add: () => change([...latest.current, blank(columns)]),
    move: (from: number, to: number) => change(moved(latest.current, from, to)),
    duplicate: (at: number) => change(duplicated(latest.current, at)),
    remove: (at: number) => change(latest.current.filter((_, place) => place !== at)),
  }
}

/** Child records as a small spreadsheet: keys move among the cells, whole blocks are pasted, numbers add up below. */
export function EditLines(props: ControlProps) {
  const { field, id, describedBy } = props
  const { t } = useTranslation()
  const { phone } = usePreferences()
  const table = useRef<HTMLDivElement>(null)
  const edit = useLines(props)
  const { columns, lines, max } = edit
  const keys = useCellKeys(table, { ...edit, rows: lines.length })
  const read = usePaste()
  const [reading, setReading] = useState(false)

  const onPaste = async (event: ClipboardEvent, at: number, from: number) => {
    const rows = pastedRows(event.clipboardData.getData('text/plain'))
    if (rows.length <= 1 && (rows[0]?.length ?? 0) <= 1) return
    event.preventDefault()
    setReading(true)
    try {
      edit.replace(await read(edit.now(), rows, { field, columns, at, from }))
    } finally {
      setReading(false)
    }
  }
  const add = () => {
    edit.add()
    keys.focusCell(lines.length, 0)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot carry the label that stands above every control.
    <div
      className="edit-lines"
      role="group"
      aria-label={field.label}
      aria-busy={reading}
      id={id}
      aria-describedby={describedBy}
      ref={table}
      style={{ '--line': templateOf(columns) } as CSSProperties}
      onKeyDownCapture={keys.onKeyDownCapture}
    >
      {lines.length > 0 && !phone && <LineHead columns={columns} />}
      {lines.map((line, at) => (
        <LineRow
          key={nameOf(line)}
          {...{ field, columns, line, at, id, onPaste }}
          count={lines.length}
          onSet={next => edit.set(at, next)}
          onMove={to => edit.move(at, to)}
          onDuplicate={() => edit.duplicate(at)}
          onRemove={() => edit.remove(at)}
        />
      ))}
      {lines.length > 1 && <LinesTotals columns={columns} lines={lines} />}
      <div className="edit-add">
        <button
          type="button"
          className="link"
          onClick={add}
          disabled={lines.length >= max}
          onPaste={event => onPaste(event, lines.length, 0)}
        >
          <Plus size={13} aria-hidden /> {t('generic.lines.add')}
        </button>
        {reading ? (
          <span className="quiet small" role="status">
            <LoaderCircle size={13} className="spin" aria-hidden /> {t('generic.lines.reading')}
          </span>
        ) : (
          <span className="quiet small">{t('generic.lines.pasteHint')}</span>
        )}
        {!phone && lines.length > 0 && <LineKeys />}
      </div>
    </div>
  )
}

function LineHead({ columns }: { readonly columns: readonly FieldMeta[] }) {
  return (
    <div className="edit-head" aria-hidden>
      {columns.map(column => (
        <span key={column.name} data-kind={column.kind}>
          {column.label}
        </span>
      ))}
    </div>
  )
}

function LineKeys() {
  const { t } = useTranslation()
  return (
    <span className="edit-keys quiet small">
      <Kbd keys="enter" /> {t('generic.lines.keyDown')}
      <Kbd keys="alt up" /> {t('generic.lines.keyMove')}
      <Kbd keys="mod d" /> {t('generic.lines.keyCopy')}
    </span>
  )
}
