import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { Button } from 'antd'
import { type FocusEvent, type KeyboardEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { viewOf } from '../fieldViews.tsx'
import { faults, useProblemText } from '../form/problems.ts'
import type { RecordRow } from '../model/record.ts'
import { Cell } from './Cell.tsx'
import type { CellEditing } from './useCells.ts'

interface CellEditorProps {
  readonly editing: CellEditing
  readonly row: RecordRow
  readonly field: FieldMeta
}

const clean = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? null : value)

/** The control of one cell: Enter and leaving save, Tab saves and goes on, Escape leaves everything as it was. */
export default function CellEditor({ editing, row, field }: CellEditorProps) {
  const { t } = useTranslation()
  const sentence = useProblemText()
  const id = useId()
  const box = useRef<HTMLSpanElement>(null)
  const left = useRef(false)
  const [value, setValue] = useState<unknown>(editing.value === undefined ? (row[field.name] ?? null) : editing.value)
  const [problem, setProblem] = useState(editing.problem)
  const { Control } = viewOf(field)

  const save = (then: 'stay' | 'next' | 'previous' | 'leave') => {
    if (left.current) return
    const next = clean(value)
    const fault = faults(field, next)[0]
    if (fault) return setProblem(sentence(fault[1]))
    left.current = true
    editing.save(next, then)
  }
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.defaultPrevented) return
    const multiline = event.target instanceof HTMLTextAreaElement && !(event.ctrlKey || event.metaKey)
    const act =
      event.key === 'Tab'
        ? () => save(event.shiftKey ? 'previous' : 'next')
        : event.key === 'Enter' && !multiline
          ? () => save('stay')
          : event.key === 'Escape'
            ? () => {
                left.current = true
                editing.cancel()
              }
            : undefined
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  const blur = (event: FocusEvent) => {
    const to = event.relatedTarget
    const inside = to instanceof Node && box.current?.contains(to)
    const inPopup = to instanceof Element && to.closest('.ant-picker-dropdown, [data-layer]')
    if (!inside && !inPopup && !editing.conflict) save('leave')
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys and the leaving of the control inside.
    <span ref={box} className="cell-editor" onKeyDown={keys} onBlur={blur}>
      <Control
        id={id}
        field={field}
        label={field.label}
        value={value}
        onChange={next => {
          setValue(next)
          setProblem(undefined)
        }}
        autoFocus
        invalid={problem !== undefined}
        {...(problem && { describedBy: `${id}-note` })}
      />
      {problem && (
        <span id={`${id}-note`} role="alert" className="cell-note">
          {problem}
        </span>
      )}
      {editing.conflict && (
        <span className="cell-note" role="alert">
          <b>{t('generic.record.conflict')}</b>
          <span>
            {t('generic.record.theirs')} <Cell field={field} value={editing.conflict[field.name]} />
          </span>
          <span className="inline-choices">
            <Button size="small" onMouseDown={event => event.preventDefault()} onClick={() => editing.keepMine(value)}>
              {t('generic.record.keepMine')}
            </Button>
            <Button size="small" type="text" onMouseDown={event => event.preventDefault()} onClick={editing.takeTheirs}>
              {t('generic.record.useTheirs')}
            </Button>
          </span>
        </span>
      )}
    </span>
  )
}
