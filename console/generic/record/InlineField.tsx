import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { Pencil } from 'lucide-react'
import { type FocusEvent, type KeyboardEvent, type MouseEvent, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { Property } from '../../ui/PropertyList.tsx'
import { viewOf } from '../fieldViews.tsx'
import { isEmpty, isMasked, type RecordRow } from '../model/record.ts'
import { FieldConflict } from './FieldConflict.tsx'
import { Masked } from './Masked.tsx'
import { useEditorOf, usePresent } from './presence/presence.ts'
import { EditedBy } from './presence/Viewers.tsx'
import { Shown } from './Shown.tsx'
import { useInlineEdit } from './useInlineEdit.ts'

interface InlineFieldProps {
  readonly collection: Collection
  readonly row: RecordRow
  readonly field: FieldMeta
  readonly editable: boolean
  /** One field of the record has the keyboard at a time; a refused one stays open beside it. */
  readonly editing: boolean
  onEdit(on: boolean): void
  /** Tab: to the next field that can be edited, or the one before. */
  onStep(by: 1 | -1): void
}

/** A property that turns into its control where it stands. */
export function InlineField(props: InlineFieldProps) {
  const { collection, field, row, editable, editing, onEdit } = props
  const { t } = useTranslation()
  const button = useRef<HTMLButtonElement>(null)
  const present = usePresent()
  const other = useEditorOf(field.name)
  const edit = useInlineEdit(collection, row, field, () => onEdit(false))
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins when it is opened, however that came about.
  useEffect(() => {
    if (!editing) return
    edit.start()
    present.edit(field.name)
    return () => {
      present.edit(null)
      // Only where the focus would be lost: Tab has gone on to another field.
      requestAnimationFrame(() => document.activeElement === document.body && button.current?.focus())
    }
  }, [editing])
  if (editing || edit.problem || edit.conflict) return <Editor {...props} edit={edit} />
  const start = (event: MouseEvent) => {
    if (editable && !(event.target as Element).closest('a')) onEdit(true)
  }
  return (
    <Property label={field.label}>
      {editable ? (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the button inside is the keyboard's way in.
        // biome-ignore lint/a11y/noStaticElementInteractions: a wider target for the same button.
        <span className="inline-value" data-busy={edit.busy || undefined} onClick={start}>
          <Shown field={field} value={row[field.name]} />
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
      {other && <EditedBy viewer={other} />}
    </Property>
  )
}

/** A value that cannot be edited here; one that is shown in part can be looked at by those who may. */
export function ReadOnly({
  collection: { entity, path },
  row,
  field,
}: Pick<InlineFieldProps, 'collection' | 'row' | 'field'>) {
  const value = row[field.name]
  return isMasked(row, field.name) && !isEmpty(value) ? (
    <Masked path={path} id={row.id} field={field} value={value} mayReveal={entity.may.reveal} />
  ) : (
    <Shown field={field} value={value} />
  )
}

function Editor(props: InlineFieldProps & { readonly edit: ReturnType<typeof useInlineEdit> }) {
  const { collection, row, field, edit, editing, onStep } = props
  const id = useId()
  const box = useRef<HTMLSpanElement>(null)
  const other = useEditorOf(field.name)
  const { Control } = viewOf(field)
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.defaultPrevented) return
    const multiline = event.target instanceof HTMLTextAreaElement && !(event.ctrlKey || event.metaKey)
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      edit.cancel()
    } else if (event.key === 'Enter' && !multiline) {
      event.preventDefault()
      edit.save()
    } else if (event.key === 'Tab' && isEdge(event, box.current)) {
      event.preventDefault()
      edit.save()
      onStep(event.shiftKey ? -1 : 1)
    }
  }
  const left = (event: FocusEvent) => {
    const inside = event.relatedTarget instanceof Node && box.current?.contains(event.relatedTarget)
    const inPopup = event.relatedTarget instanceof Element && event.relatedTarget.closest('.ant-picker-dropdown')
    if (!inside && !inPopup && !edit.conflict) edit.save()
  }
  if (edit.conflict)
    return (
      <FieldConflict
        collection={collection}
        id={row.id}
        field={field}
        mine={edit.value}
        theirs={edit.conflict}
        busy={edit.busy}
        onMine={edit.keepMine}
        onTheirs={edit.takeTheirs}
      />
    )
  return (
    <Property label={<label htmlFor={id}>{field.label}</label>} editing>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hears the keys and the leaving of the control inside. */}
      <span className="inline-editor" ref={box} onKeyDown={keys} onBlur={left}>
        <Control
          id={id}
          field={field}
          value={edit.value}
          onChange={edit.set}
          autoFocus={editing}
          invalid={edit.problem !== undefined}
          {...(edit.problem && { describedBy: `${id}-note` })}
        />
        {edit.problem && (
          <p id={`${id}-note`} role="alert" className="field-note field-problem">
            {edit.problem}
          </p>
        )}
        {other && <EditedBy viewer={other} />}
      </span>
    </Property>
  )
}

const stops = ':is(input, select, textarea, button, a[href]):not([tabindex="-1"], :disabled)'

/** Tab leaves the field from the last of its controls, back from the first: money has two. */
function isEdge({ target, shiftKey }: KeyboardEvent, box: HTMLElement | null): boolean {
  const all = [...(box?.querySelectorAll(stops) ?? [])].filter(each => each.getClientRects().length > 0)
  return all.at(shiftKey ? 0 : -1) === target || !all.includes(target as Element)
}
