import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { Button } from 'antd'
import { Table2, Undo2 } from 'lucide-react'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { ViewTabs } from '../../ui/ViewTabs.tsx'
import { allView, isChanged, type ListState, otherViews, viewOfState, viewState } from '../model/listState.ts'
import { ColumnMenu } from './ColumnMenu.tsx'
import { FilterBar } from './FilterBar.tsx'
import { PhoneFilters } from './PhoneFilters.tsx'
import { SearchBox } from './SearchBox.tsx'
import { useViewCounts } from './useCounts.ts'

interface ListBarProps {
  readonly collection: Collection
  readonly state: ListState
  readonly columns: readonly FieldMeta[]
  readonly isOwn: boolean
  readonly search: RefObject<HTMLInputElement | null>
  readonly phone: boolean
  set(state: ListState, options?: { push?: boolean }): void
  choose(names: readonly string[] | null): void
}

const all = 'all'

function Views({ collection, state, set }: Pick<ListBarProps, 'collection' | 'state' | 'set'>) {
  const { t } = useTranslation()
  const { entity, path } = collection
  const counts = useViewCounts(path, entity)
  const dirty = isChanged(state, entity)
  const tabs = [null, ...otherViews(entity)].map((view, at) => ({
    key: view?.name ?? all,
    label: view?.label ?? allView(entity)?.label ?? t('generic.list.all'),
    count: counts[at],
    ...(view === null && { icon: <Table2 size={14} aria-hidden /> }),
    dirty: dirty && (view?.name ?? null) === state.view,
  }))
  const choose = (key: string) => {
    const view = otherViews(entity).find(({ name }) => name === key) ?? null
    set({ ...viewState(view, entity), search: state.search })
  }
  return <ViewTabs label={t('generic.list.views')} tabs={tabs} current={state.view ?? all} onSelect={choose} />
}

/** View tabs, then what narrows and arranges the list. */
export function ListBar(props: ListBarProps) {
  const { collection, state, set, search, phone } = props
  const { t } = useTranslation()
  const { entity } = collection
  const view = viewOfState(state, entity)
  const box = <SearchBox value={state.search} input={search} onSearch={text => set({ ...state, search: text }, {})} />
  if (phone)
    return (
      <div className="list-bar list-bar-phone">
        {box}
        <div className="list-bar-line">
          <PhoneFilters {...{ collection, state, set }} />
          <Views {...{ collection, state, set }} />
        </div>
      </div>
    )
  return (
    <>
      <div className="list-bar">
        <Views {...{ collection, state, set }} />
        <span className="spread" />
        {isChanged(state, entity) && (
          <Button
            size="small"
            type="text"
            icon={<Undo2 size={14} />}
            onClick={() => set({ ...viewState(view, entity), search: state.search })}
          >
            {t('generic.list.reset')}
          </Button>
        )}
      </div>
      <div className="list-bar list-filters">
        <div className="list-chips">
          <FilterBar
            entity={entity}
            filters={state.filters}
            scope={state.scope}
            onChange={filters => set({ ...state, filters })}
            onDropScope={() => set({ ...state, scope: null })}
          />
        </div>
        {box}
        <ColumnMenu entity={entity} columns={props.columns} isOwn={props.isOwn} onChoose={props.choose} />
      </div>
    </>
  )
}
