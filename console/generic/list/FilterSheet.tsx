import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { Button } from 'antd'
import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { type Filter, fieldOf, filterParams, firstOperator, putFilter } from '../model/filter.ts'
import type { ListState, Sort } from '../model/listState.ts'
import type { ListEntity } from '../model/views.ts'
import { FieldChoice } from './FieldChoice.tsx'
import { FilterEditor } from './FilterEditor.tsx'
import { countOptions, useTotalText } from './useCounts.ts'

interface SheetProps {
  readonly collection: Collection
  readonly entity: ListEntity
  readonly state: ListState
  onApply(state: ListState): void
  onClose(): void
}

/** Fields most lists are narrowed by, offered at once: the state first. */
const quick = (entity: ListEntity, filters: readonly Filter[]): readonly Filter[] => {
  const status = entity.fields.find(field => field.kind === 'status')
  const used = filters.some(filter => filter.field === status?.name)
  return status && !used ? [{ field: status.name, operator: 'in', value: '' }] : []
}

/** Filters from the bottom, in reach of the thumb; the button counts what they would show. */
export default function FilterSheet({ collection, entity, state, onApply, onClose }: SheetProps) {
  const { t } = useTranslation()
  const { path } = collection
  const [filters, setFilters] = useState<readonly Filter[]>([...quick(entity, state.filters), ...state.filters])
  const [sort, setSort] = useState(state.sort)
  const [adding, setAdding] = useState(false)
  const text = useTotalText()
  const next = { ...state, filters: filters.filter(filter => filterParams(filter).length > 0), sort }
  const count = useQuery({ ...countOptions(useQueryClient(), path, next), placeholderData: before => before })
  return (
    <Dialog label={t('filter.add')} className="filter-sheet" onClose={onClose}>
      <header>
        <h2>{t('filter.add')}</h2>
        <span className="spread" />
        <button type="button" className="link" onClick={() => setFilters(quick(entity, []))}>
          {t('generic.list.dropAll')}
        </button>
      </header>
      <div className="sheet-scroll">
        {filters.map((filter, at) => (
          <SheetFilter
            key={filter.field + String(at)}
            field={fieldOf(entity, filter.field)}
            filter={filter}
            onChange={changed => setFilters(filters.map((old, place) => (place === at ? changed : old)))}
            onRemove={() => setFilters(filters.filter((_, place) => place !== at))}
          />
        ))}
        {adding ? (
          <FieldChoice
            entity={entity}
            onChoose={field => {
              setFilters(
                putFilter(filters, undefined, { field: field.name, operator: firstOperator(field), value: '' }),
              )
              setAdding(false)
            }}
          />
        ) : (
          <Button block onClick={() => setAdding(true)}>
            {t('generic.filter.another')}
          </Button>
        )}
        <SortChoice entity={entity} sort={sort} onChange={setSort} />
      </div>
      <footer>
        <Button type="primary" size="large" block onClick={() => onApply(next)}>
          {count.data
            ? t('generic.filter.show', { count: count.data.total, shown: text(count.data) })
            : t('generic.filter.apply')}
        </Button>
      </footer>
    </Dialog>
  )
}

interface SheetFilterProps {
  readonly field: FieldMeta | undefined
  readonly filter: Filter
  onChange(filter: Filter): void
  onRemove(): void
}

function SheetFilter({ field, filter, onChange, onRemove }: SheetFilterProps) {
  const { t } = useTranslation()
  if (!field) return null
  return (
    <section className="sheet-filter">
      <h3>
        {field.label}
        <IconButton label={t('filter.clear', { field: field.label })} onClick={onRemove}>
          <X size={15} />
        </IconButton>
      </h3>
      <FilterEditor field={field} filter={filter} onChange={onChange} onDone={() => undefined} />
    </section>
  )
}

function SortChoice({
  entity,
  sort,
  onChange,
}: {
  readonly entity: ListEntity
  readonly sort: readonly Sort[]
  onChange(sort: readonly Sort[]): void
}) {
  const { t } = useTranslation()
  const current = sort[0] ? `${sort[0].descending ? '-' : ''}${sort[0].field}` : ''
  const choose = (value: string) =>
    onChange(value ? [{ field: value.replace('-', ''), descending: value.startsWith('-') }] : [])
  return (
    <label className="sheet-sort">
      {t('generic.list.sort')}
      <select className="ctl" value={current} onChange={event => choose(event.target.value)}>
        <option value="">{t('generic.list.sortUsual')}</option>
        {entity.fields
          .filter(field => field.sortable)
          .flatMap(({ name, label }) => [
            <option key={name} value={name}>
              {label} ↑
            </option>,
            <option key={`-${name}`} value={`-${name}`}>
              {label} ↓
            </option>,
          ])}
      </select>
    </label>
  )
}
