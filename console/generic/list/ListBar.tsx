import { ArrowDownUp, Columns3, Group } from 'lucide-react'
import { lazy, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { isGroupable } from '../model/groups.ts'
import type { ListState } from '../model/listState.ts'
import type { ListEntity } from '../model/views.ts'
import { BarButton } from './BarButton.tsx'
import { FilterBar } from './FilterBar.tsx'
import { PhoneFilters } from './PhoneFilters.tsx'
import { SearchBox } from './SearchBox.tsx'
import { ShapeSwitch } from './ShapeSwitch.tsx'
import type { Columns } from './useColumns.ts'
import type { ViewLooks } from './useViewSettings.ts'
import { ViewChanges, Views } from './Views.tsx'

const SortPanel = lazy(() => import('./SortPanel.tsx'))
const GroupPanel = lazy(() => import('./GroupPanel.tsx'))
const ColumnPanel = lazy(() => import('./ColumnPanel.tsx'))

interface ListBarProps {
  readonly collection: Collection
  readonly entity: ListEntity
  readonly state: ListState
  readonly columns: Columns
  readonly looks: ViewLooks
  readonly search: RefObject<HTMLInputElement | null>
  readonly phone: boolean
  set(state: ListState, options?: { push?: boolean }): void
  openView(name: string | null): void
}

/** View tabs, then what narrows and arranges the list. */
export function ListBar(props: ListBarProps) {
  const { collection, entity, state, set, search, phone, looks, openView } = props
  const box = <SearchBox value={state.search} input={search} onSearch={text => set({ ...state, search: text }, {})} />
  const views = { collection, entity, state, looks, columns: props.columns, set, openView }
  if (phone)
    return (
      <div className="list-bar list-bar-phone">
        {box}
        <div className="list-bar-line">
          <PhoneFilters {...{ collection, entity, state, set }} />
          <Views {...views} />
        </div>
        <ViewChanges {...views} />
      </div>
    )
  return (
    <>
      <div className="list-bar">
        <Views {...views} />
        <span className="spread" />
        <ViewChanges {...views} />
        <ShapeSwitch {...{ entity, state, set }} />
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
        {state.shape === 'table' && <Arrange {...props} />}
      </div>
    </>
  )
}

/** Order, groups and columns of the table. */
function Arrange({ entity, state, set, columns, looks }: ListBarProps) {
  const { t } = useTranslation()
  return (
    <>
      {entity.fields.some(isGroupable) && (
        <BarButton
          label={t('generic.group.by')}
          icon={<Group size={15} />}
          marked={state.group !== null}
          panel={panel => <GroupPanel {...{ entity, state, set }} {...panel} />}
        />
      )}
      <BarButton
        label={t('generic.list.sort')}
        icon={<ArrowDownUp size={15} />}
        panel={panel => <SortPanel {...{ entity, state, set }} {...panel} />}
      />
      <BarButton
        label={t('generic.list.columns')}
        icon={<Columns3 size={15} />}
        tour="columns"
        panel={panel => <ColumnPanel {...{ entity, columns, looks }} {...panel} />}
      />
    </>
  )
}
