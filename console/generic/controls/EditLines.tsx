import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import type { ControlProps } from '@tenon/kernel/fields/field-view.ts'
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { type ClipboardEvent, type CSSProperties, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/IconButton.tsx'
import { viewOf } from '../fieldViews.tsx'
import { useProblems } from '../form/problems.ts'
import { pastedRows } from '../model/csv.ts'
import { blank, type Line, nameOf, paste, renamed } from '../model/lines.ts'

const read = (text: string, column: FieldMeta) => viewOf(column).parse?.(text, column) ?? text
const writable = (field: FieldMeta) => (field.lines ?? []).filter(column => column.writable)

/** Child records as an editable table: add, remove, move, and paste whole blocks of cells. */
export function EditLines({ field, value, onChange, id, describedBy }: ControlProps) {
  const { t } = useTranslation()
  const table = useRef<HTMLDivElement>(null)
  const columns = writable(field)
  const lines = Array.isArray(value) ? (value as readonly Line[]) : []
  const max = field.max ?? 500
  const cells = { '--cells': columns.length } as CSSProperties
  const set = (at: number, next: Line) =>
    onChange(lines.map((line, place) => (place === at ? renamed(line, next) : line)))
  const swap = (at: number) =>
    onChange(lines.map((line, place) => (place === at - 1 ? lines[at] : place === at ? lines[at - 1] : line)))
  const add = () => {
    onChange([...lines, blank(columns)])
    requestAnimationFrame(() =>
      table.current?.querySelector<HTMLElement>('[data-line]:last-child input, [data-line]:last-child select')?.focus(),
    )
  }
  const onPaste = (event: ClipboardEvent, at: number, from: number) => {
    const rows = pastedRows(event.clipboardData.getData('text/plain'))
    if (rows.length <= 1 && (rows[0]?.length ?? 0) <= 1) return
    event.preventDefault()
    onChange(paste(lines, { columns, at, from, rows, read }).slice(0, max))
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot carry the label that stands above every control.
    <div
      className="edit-lines"
      role="group"
      aria-label={field.label}
      id={id}
      aria-describedby={describedBy}
      ref={table}
    >
      {lines.map((line, at) => (
        <div key={nameOf(line)} data-line className="edit-line" style={cells}>
          {columns.map((column, from) => (
            <div
              key={column.name}
              className="edit-cell"
              data-kind={column.kind}
              onPaste={event => onPaste(event, at, from)}
            >
              <LineCell
                field={field}
                column={column}
                line={line}
                at={at}
                id={id}
                onChange={cell => set(at, { ...line, [column.name]: cell })}
              />
            </div>
          ))}
          <span className="edit-moves">
            <IconButton
              size="small"
              label={t('generic.lines.up', { at: at + 1 })}
              disabled={at === 0}
              onClick={() => swap(at)}
            >
              <ArrowUp size={13} />
            </IconButton>
            <IconButton
              size="small"
              label={t('generic.lines.down', { at: at + 1 })}
              disabled={at === lines.length - 1}
              onClick={() => swap(at + 1)}
            >
              <ArrowDown size={13} />
            </IconButton>
            <IconButton
              size="small"
              label={t('generic.lines.remove', { at: at + 1 })}
              onClick={() => onChange(lines.filter(other => other !== line))}
            >
              <Trash2 size={13} />
            </IconButton>
          </span>
        </div>
      ))}
      <div className="edit-add">
        <button type="button" className="link" onClick={add} disabled={lines.length >= max}>
          <Plus size={13} aria-hidden /> {t('generic.lines.add')}
        </button>
        <span className="quiet small">{t('generic.lines.pasteHint')}</span>
      </div>
    </div>
  )
}

interface LineCellProps {
  readonly field: FieldMeta
  readonly column: FieldMeta
  readonly line: Line
  readonly at: number
  readonly id: string
  onChange(value: unknown): void
}

function LineCell({ field, column, line, at, id, onChange }: LineCellProps) {
  const { Control } = viewOf(column)
  const problem = useProblems()[`${field.name}.${at}.${column.name}`]
  const cell = `${id}-${at}-${column.name}`
  return (
    <>
      <label className="edit-label" htmlFor={cell}>
        {column.label}
      </label>
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
