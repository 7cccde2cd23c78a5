import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { Copy, GripVertical, Trash2 } from 'lucide-react'
import { type ClipboardEvent, type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { viewOf } from '../fieldViews.tsx'
import { useProblems } from '../form/problems.ts'
import type { Line } from '../model/lines.ts'
import { LineMoves } from './LineMoves.tsx'

interface LineRowProps {
  readonly field: FieldMeta
  readonly columns: readonly FieldMeta[]
  readonly line: Line
  readonly at: number
  readonly count: number
  readonly id: string
  onSet(line: Line): void
  onMove(to: number): void
  onDuplicate(): void
  onRemove(): void
  onPaste(event: ClipboardEvent, at: number, from: number): void
}

/** The place a line is dragged from; only ever one. */
let dragged: { readonly field: string; readonly at: number; onDrop(to: number): void } | undefined

/** One line: its cells, and at its end what can be done with it as a whole. */
export function LineRow(props: LineRowProps) {
  const { field, columns, line, at, count, id, onSet, onMove, onDuplicate, onRemove, onPaste } = props
  const { t } = useTranslation()
  const { phone } = usePreferences()
  const [isOver, setOver] = useState(false)
  const accepts = (event: DragEvent) => {
    if (dragged?.field !== field.name || dragged.at === at) return
    event.preventDefault()
    setOver(true)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    dragged?.onDrop(at)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragging is the mouse's way; the keyboard has Alt and the arrows.
    <div
      className="edit-line"
      data-line
      data-over={isOver || undefined}
      onDragOver={accepts}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {columns.map((column, place) => (
        <div
          key={column.name}
          className="edit-cell"
          data-kind={column.kind}
          data-row={at}
          data-column={place}
          onPaste={event => onPaste(event, at, place)}
        >
          <LineCell
            field={field}
            column={column}
            line={line}
            at={at}
            id={id}
            onChange={cell => onSet({ ...line, [column.name]: cell })}
          />
        </div>
      ))}
      <span className="edit-moves">
        {phone ? (
          <LineMoves at={at} count={count} onMove={onMove} />
        ) : (
          // biome-ignore lint/a11y/noStaticElementInteractions: a handle for the mouse alone; see above.
          <span
            className="edit-grip"
            draggable
            title={t('generic.lines.drag')}
            onDragStart={event => {
              event.dataTransfer.effectAllowed = 'move'
              dragged = { field: field.name, at, onDrop: onMove }
            }}
            onDragEnd={() => {
              dragged = undefined
            }}
          >
            <GripVertical size={14} aria-hidden />
          </span>
        )}
        <IconButton size="small" label={t('generic.lines.duplicate', { at: at + 1 })} onClick={onDuplicate}>
          <Copy size={13} />
        </IconButton>
        <IconButton size="small" label={t('generic.lines.remove', { at: at + 1 })} onClick={onRemove}>
          <Trash2 size={13} />
        </IconButton>
      </span>
    </div>
  )
}

interface LineCellProps extends Pick<LineRowProps, 'field' | 'line' | 'at' | 'id'> {
  readonly column: FieldMeta
  onChange(value: unknown): void
}

function LineCell({ field, column, line, at, id, onChange }: LineCellProps) {
  const { Control } = viewOf(column)
  const { phone } = usePreferences()
  const problem = useProblems()[`${field.name}.${at}.${column.name}`]
  const cell = `${id}-${at}-${column.name}`
  return (
    <>
      {phone && (
        <label className="edit-label" htmlFor={cell}>
          {column.label}
        </label>
      )}
      <Control
        id={cell}
        field={column}
        value={line[column.name]}
        onChange={onChange}
        label={`${column.label} ${at + 1}`}
        invalid={problem !== undefined}
        {...(problem && { describedBy: `${cell}-note` })}
      />
      {problem && (
        <p id={`${cell}-note`} className="field-note field-problem">
          {problem}
        </p>
      )}
    </>
  )
}
