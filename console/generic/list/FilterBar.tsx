import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AddFilter, FilterChip } from '../../ui/FilterChip.tsx'
import { useTitle } from '../controls/useTitle.ts'
import { type Filter, fieldOf, putFilter, values } from '../model/filter.ts'
import type { ListEntity } from '../model/views.ts'
import { useFilterWords } from './filterWords.ts'

const FilterLayer = lazy(() => import('./FilterLayer.tsx'))

interface FilterBarProps {
  readonly entity: ListEntity
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
        <Suspense>
          <FilterLayer
            anchor={button}
            field={field}
            filter={filter}
            onChange={next => next && onChange(next)}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}

const stood: Readonly<Record<string, string>> = { '@me': 'generic.filter.me', '@site': 'generic.filter.mySite' }

function RecordNames({ field, filter }: { readonly field: FieldMeta; readonly filter: Filter }) {
  const { t } = useTranslation()
  const ids = values(filter)
  const word = stood[ids[0] ?? '']
  const title = useTitle(field.refersTo?.path, field.refersTo?.entity, word ? undefined : ids[0])
  if (filter.operator === 'empty') return null
  return (
    <>
      {word ? t(word) : (title ?? '…')}
      {ids.length > 1 && ` +${ids.length - 1}`}
    </>
  )
}

/** Opens with the fields; after the choice the same layer edits the value, and the filter applies as it is typed. */
function NewFilter({ entity, onAdd }: { readonly entity: ListEntity; onAdd(filter: Filter): void }) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <AddFilter ref={button} aria-expanded={open} aria-haspopup="dialog" onClick={() => setOpen(!open)} />
      {open && (
        <Suspense>
          <FilterLayer anchor={button} entity={entity} onChange={onAdd} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
