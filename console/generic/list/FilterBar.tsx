import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AddFilter, FilterChip } from '../../ui/FilterChip.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { useTitle } from '../controls/useTitle.ts'
import { type Filter, fieldOf, firstOperator, putFilter, values } from '../model/filter.ts'
import { FilterEditor } from './FilterEditor.tsx'
import { useFilterWords } from './filterWords.ts'

interface FilterBarProps {
  readonly entity: EntityMeta
  readonly filters: readonly Filter[]
  readonly scope: string | null
  onChange(filters: readonly Filter[]): void
  onDropScope(): void
}

/** The conditions of a list as chips, and the way to add one. */
export function FilterBar({ entity, filters, scope, onChange, onDropScope }: FilterBarProps) {
  const { t } = useTranslation()
  return (
    <>
      {scope && (
        <FilterChip
          label={t('generic.filter.scope')}
          value={t(`generic.scope.${scope}`, { defaultValue: scope })}
          onClear={onDropScope}
        />
      )}
      {filters.map((filter, at) => {
        const field = fieldOf(entity, filter.field)
        return (
          field && (
            <Chip
              key={`${filter.field}.${filter.operator}`}
              field={field}
              filter={filter}
              onChange={next => onChange(putFilter(filters, at, next))}
              onClear={() => onChange(filters.filter(other => other !== filter))}
            />
          )
        )
      })}
      <NewFilter entity={entity} onAdd={filter => onChange(putFilter(filters, undefined, filter))} />
    </>
  )
}

interface ChipProps {
  readonly field: FieldMeta
  readonly filter: Filter
  onChange(filter: Filter): void
  onClear(): void
}

function Chip({ field, filter, onChange, onClear }: ChipProps) {
  const words = useFilterWords()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <FilterChip
        ref={button}
        label={field.label}
        operator={words.operator(field, filter)}
        value={field.kind === 'ref' ? <RecordNames field={field} filter={filter} /> : words.value(field, filter)}
        aria-expanded={open}
        aria-haspopup="dialog"
        onClick={() => setOpen(!open)}
        onClear={onClear}
      />
      {open && (
        <Popover label={field.label} anchor={button} onClose={() => setOpen(false)}>
          <FilterEditor field={field} filter={filter} onChange={onChange} onDone={() => setOpen(false)} />
        </Popover>
      )}
    </>
  )
}

function RecordNames({ field, filter }: { readonly field: FieldMeta; readonly filter: Filter }) {
  const ids = values(filter)
  const title = useTitle(field.refersTo?.path, field.refersTo?.entity, ids[0])
  if (filter.operator === 'empty') return null
  return (
    <>
      {title ?? '…'}
      {ids.length > 1 && ` +${ids.length - 1}`}
    </>
  )
}

/** Opens with the fields; after the choice the same layer edits the value, and the filter applies as it is typed. */
function NewFilter({ entity, onAdd }: { readonly entity: EntityMeta; onAdd(filter: Filter): void }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [draft, setDraft] = useState<Filter | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const field = draft && fieldOf(entity, draft.field)
  const close = () => {
    setOpen(false)
    setDraft(null)
  }
  const change = (next: Filter) => {
    setDraft(next)
    if (next.value !== '') onAdd(next)
  }
  return (
    <>
      <AddFilter
        ref={button}
        aria-expanded={open}
        aria-haspopup="dialog"
        onClick={() => (open ? close() : setOpen(true))}
      />
      {open && (
        <Popover key={field?.name ?? ''} label={field?.label ?? t('filter.add')} anchor={button} onClose={close}>
          {field ? (
            <FilterEditor field={field} filter={draft} onChange={change} onDone={close} />
          ) : (
            <FieldChoice
              entity={entity}
              onChoose={chosen => setDraft({ field: chosen.name, operator: firstOperator(chosen), value: '' })}
            />
          )}
        </Popover>
      )}
    </>
  )
}

const filterable = (entity: EntityMeta) => entity.fields.filter(field => field.operators.length > 0)

export function FieldChoice({ entity, onChoose }: { readonly entity: EntityMeta; onChoose(field: FieldMeta): void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const fits = (field: FieldMeta) => field.label.toLowerCase().includes(text.trim().toLowerCase())
  const fields = filterable(entity).filter(fits)
  return (
    <div className="field-choice">
      <input
        className="ctl"
        aria-label={t('generic.filter.findField')}
        placeholder={t('generic.filter.findField')}
        value={text}
        onChange={event => setText(event.target.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing || !fields[0]) return
          event.preventDefault()
          onChoose(fields[0])
        }}
      />
      <div className="menu-list">
        {fields.map(field => (
          <button key={field.name} type="button" className="menu-item" onClick={() => onChoose(field)}>
            {field.label}
          </button>
        ))}
        {fields.length === 0 && <p className="quiet small">{t('generic.control.noMatch')}</p>}
      </div>
    </div>
  )
}
