import { ListFilter } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import type { ListState } from '../model/listState.ts'
import type { ListEntity } from '../model/views.ts'

const FilterSheet = lazy(() => import('./FilterSheet.tsx'))

interface PhoneFiltersProps {
  readonly collection: Collection
  readonly entity: ListEntity
  readonly state: ListState
  set(state: ListState): void
}

export function PhoneFilters({ collection, entity, state, set }: PhoneFiltersProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="chip chip-open" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <ListFilter size={14} aria-hidden />
        <span className="chip-value">
          {t('filter.add')} {state.filters.length > 0 && state.filters.length}
        </span>
      </button>
      {open && (
        <Suspense>
          <FilterSheet
            collection={collection}
            entity={entity}
            state={state}
            onApply={next => {
              set(next)
              setOpen(false)
            }}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}
