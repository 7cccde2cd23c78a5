import { useTranslation } from 'react-i18next'
import { Popover } from '../../ui/Popover.tsx'
import { type Bucket, buckets, isDayShaped, isGroupable, readGroup } from '../model/groups.ts'
import type { ListState } from '../model/listState.ts'
import type { ListEntity } from '../model/views.ts'
import type { PanelProps } from './BarButton.tsx'

interface GroupPanelProps extends PanelProps {
  readonly entity: ListEntity
  readonly state: ListState
  set(state: ListState): void
}

/** By which field the rows are put together; days by weeks, months, quarters or years. */
export default function GroupPanel({ entity, state, set, anchor, onClose }: GroupPanelProps) {
  const { t } = useTranslation()
  const fields = entity.fields.filter(isGroupable)
  const now = state.group ? readGroup(state.group) : undefined
  const field = fields.find(({ name }) => name === now?.field)
  const put = (group: string | null) => set({ ...state, group })
  const choose = (name: string, bucket: Bucket = 'month') => {
    const chosen = fields.find(each => each.name === name)
    put(chosen && isDayShaped(chosen) ? `${name}:${bucket}` : name)
  }
  return (
    <Popover label={t('generic.group.by')} anchor={anchor} onClose={onClose} className="group-panel">
      <fieldset className="filter-options" aria-label={t('generic.group.by')}>
        <label>
          <input className="tick" type="radio" name="group" checked={!now} onChange={() => put(null)} />
          {t('generic.group.nothing')}
        </label>
        {fields.map(({ name, label }) => (
          <label key={name}>
            <input
              className="tick"
              type="radio"
              name="group"
              checked={now?.field === name}
              onChange={() => choose(name)}
            />
            <span className="ellipsis">{label}</span>
          </label>
        ))}
      </fieldset>
      {field && isDayShaped(field) && (
        <div className="many">
          {buckets.map(bucket => (
            <button
              key={bucket}
              type="button"
              className="many-option"
              aria-pressed={(now?.bucket ?? 'day') === bucket}
              onClick={() => choose(field.name, bucket)}
            >
              {t(`generic.period.${bucket}`)}
            </button>
          ))}
        </div>
      )}
    </Popover>
  )
}
