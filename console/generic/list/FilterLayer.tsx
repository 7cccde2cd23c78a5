import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Popover } from '../../ui/Popover.tsx'
import { type Filter, fieldOf, filterParams, firstOperator } from '../model/filter.ts'
import type { ListEntity } from '../model/views.ts'
import { FieldChoice } from './FieldChoice.tsx'
import { FilterEditor } from './FilterEditor.tsx'

interface FilterLayerProps {
  readonly anchor: RefObject<HTMLElement | null>
  /** Of the filter that is edited; a new one starts with the fields of the entity. */
  readonly field?: FieldMeta
  readonly filter?: Filter
  readonly entity?: ListEntity
  onChange(filter: Filter): void
  onClose(): void
}

/** Edits a condition where its chip stands, or makes a new one: the list follows as it is typed. */
export default function FilterLayer({ anchor, entity, onChange, onClose, ...given }: FilterLayerProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<Filter | undefined>(undefined)
  const filter = given.filter ?? draft
  const field = given.field ?? (entity && filter && fieldOf(entity, filter.field))
  const change = (next: Filter) => {
    setDraft(next)
    if (filterParams(next).length > 0) onChange(next)
  }
  return (
    <Popover key={field?.name ?? ''} label={field?.label ?? t('filter.add')} anchor={anchor} onClose={onClose}>
      {field && filter ? (
        <FilterEditor field={field} filter={draft ?? filter} onChange={change} onDone={onClose} />
      ) : (
        entity && (
          <FieldChoice
            entity={entity}
            onChoose={chosen => setDraft({ field: chosen.name, operator: firstOperator(chosen), value: '' })}
          />
        )
      )}
    </Popover>
  )
}
