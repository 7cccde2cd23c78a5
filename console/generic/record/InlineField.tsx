import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { Button } from 'antd'
import { Pencil } from 'lucide-react'
import { type FocusEvent, type KeyboardEvent, type MouseEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { NoValue, Property } from '../../ui/PropertyList.tsx'
import { viewOf } from '../fieldViews.tsx'
import { isEmpty, isMasked, type RecordRow } from '../model/record.ts'
import { Masked } from './Masked.tsx'
import { useInlineEdit } from './useInlineEdit.ts'

interface InlineFieldProps {
  readonly collection: Collection
  readonly row: RecordRow
  readonly field: FieldMeta
  readonly editable: boolean
}

function Shown({ field, value }: { readonly field: FieldMeta; readonly value: unknown }) {
  const { Value } = viewOf(field)
  return isEmpty(value) ? <NoValue /> : <Value field={field} value={value} />
}

/** A property that turns into its control where it stands. */
export function InlineField(props: InlineFieldProps) {
  const { field, row, editable } = props
  const { t } = useTranslation()
  const [editing, setEditing] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const leave = () => {
    setEditing(false)
    requestAnimationFrame(() => button.current?.focus())
  }
  const value = row[field.name]
  if (editing) return <Editor {...props} onDone={leave} />
  const start = (event: MouseEvent) => {
    if (editable && !(event.target as Element).closest('a')) setEditing(true)
  }
  return (
    <Property label={field.label}>
      {editable ? (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the button inside is the keyboard's way in.
        // biome-ignore lint/a11y/noStaticElementInteractions: a wider target for the same button.
        <span className="inline-value" onClick={start}>
          <Shown field={field} value={value} />
          <button
            ref={button}
            type="button"
            className="inline-edit"
            aria-label={t('generic.record.editField', { field: field.label })}
          >
            <Pencil size={12} aria-hidden />
          </button>
        </span>
      ) : (
        <ReadOnly {...props} />
      )}
    </Property>
  )
}

/** A value that cannot be edited here; one that is shown in part can be looked at by those who may. */
export function ReadOnly({ collection: { entity, path }, row, field }: Omit<InlineFieldProps, 'editable'>) {
  const value = row[field.name]
  return isMasked(row, field.name) && !isEmpty(value) ? (
    <Masked path={path} id={row.id} field={field} value={value} mayReveal={entity.may.reveal} />
  ) : (
    <Shown field={field} value={value} />
  )
}

function Editor({ collection, row, field, onDone }: InlineFieldProps & { onDone(): void }) {
  const { t } = useTranslation()
  const id = useId()
  const box = useRef<HTMLSpanElement>(null)
  const edit = useInlineEdit(collection, row, field, onDone)
  const { Control } = viewOf(field)
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.defaultPrevented) return
    const multiline = event.target instanceof HTMLTextAreaElement && !(event.ctrlKey || event.metaKey)
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      onDone()
    } else if (event.key === 'Enter' && !multiline) {
      event.preventDefault()
      edit.save()
    }
  }
  const left = (event: FocusEvent) => {
    const inside = event.relatedTarget instanceof Node && box.current?.contains(event.relatedTarget)
    const inPopup = event.relatedTarget instanceof Element && event.relatedTarget.closest('.ant-picker-dropdown')
    if (!inside && !inPopup && !edit.conflict) edit.save()
  }
  return (
    <Property label={<label htmlFor={id}>{field.label}</label>} editing>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hears the keys and the leaving of the control inside. */}
      <span className="inline-editor" ref={box} onKeyDown={keys} onBlur={left}>
        <Control
          id={id}
          field={field}
          value={edit.value}
          onChange={edit.set}
          autoFocus
          invalid={edit.problem !== undefined}
          {...(edit.problem && { describedBy: `${id}-note` })}
        />
        {edit.problem && (
          <p id={`${id}-note`} role="alert" className="field-note field-problem">
            {edit.problem}
          </p>
        )}
        {edit.conflict && (
          <span className="inline-conflict tone-processing" role="alert">
            <b>{t('generic.record.conflict')}</b>
            <span>
              {t('generic.record.theirs')} <Shown field={field} value={edit.conflict[field.name]} />
            </span>
            <span className="inline-choices">
              <Button size="small" onClick={edit.keepMine}>
                {t('generic.record.keepMine')}
              </Button>
              <Button size="small" type="text" onClick={edit.useTheirs}>
                {t('generic.record.useTheirs')}
              </Button>
            </span>
          </span>
        )}
      </span>
    </Property>
  )
}
