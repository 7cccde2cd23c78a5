import { ArrowDown, ArrowUp, GripVertical, X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/IconButton.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { fieldOf } from '../model/filter.ts'
import type { ListState, Sort } from '../model/listState.ts'
import { type ListEntity, moved } from '../model/views.ts'
import { useReorder } from '../useReorder.ts'
import type { PanelProps } from './BarButton.tsx'

interface SortPanelProps extends PanelProps {
  readonly entity: ListEntity
  readonly state: ListState
  set(state: ListState): void
}

const steps: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 }

/** By which fields, in which order of importance; the handle drags, Alt with an arrow does the same. */
export default function SortPanel({ entity, state, set, anchor, onClose }: SortPanelProps) {
  const { t } = useTranslation()
  const { sort } = state
  const put = (next: readonly Sort[]) => set({ ...state, sort: next })
  const drag = useReorder('y', (from, to) => put(moved(sort, from, to)))
  const sortable = [...entity.fields, ...entity.near].filter(field => field.sortable)
  const free = sortable.filter(({ name }) => !sort.some(({ field }) => field === name))
  const change = (at: number, next: Sort) => put(sort.map((old, place) => (place === at ? next : old)))
  const keys = (at: number) => (event: KeyboardEvent) => {
    const to = at + (steps[event.key] ?? 0)
    if (!event.altKey || to === at || !sort[to]) return
    event.preventDefault()
    put(moved(sort, at, to))
  }
  return (
    <Popover label={t('generic.list.sort')} anchor={anchor} onClose={onClose} className="sort-panel">
      <ul>
        {sort.map((item, at) => (
          <li key={item.field} data-place={at} data-drag={drag.mark(at)} onKeyDown={keys(at)}>
            <span className="grip" onPointerDown={drag.start(at)} title={t('generic.sort.drag')}>
              <GripVertical size={13} aria-hidden />
            </span>
            <select
              className="ctl"
              aria-label={t('generic.sort.by', { at: at + 1 })}
              value={item.field}
              onChange={event => change(at, { ...item, field: event.target.value })}
            >
              {sortable
                .filter(({ name }) => name === item.field || free.some(each => each.name === name))
                .map(({ name, label }) => (
                  <option key={name} value={name}>
                    {label}
                  </option>
                ))}
            </select>
            <button
              type="button"
              className="many-option"
              onClick={() => change(at, { ...item, descending: !item.descending })}
            >
              {item.descending ? <ArrowDown size={13} aria-hidden /> : <ArrowUp size={13} aria-hidden />}
              {t(item.descending ? 'generic.sort.down' : 'generic.sort.up')}
            </button>
            <IconButton
              size="small"
              label={t('generic.sort.remove', { field: fieldOf(entity, item.field)?.label ?? item.field })}
              onClick={() => put(sort.filter((_, place) => place !== at))}
            >
              <X size={13} />
            </IconButton>
          </li>
        ))}
      </ul>
      {free.length > 0 && (
        <select
          className="ctl"
          aria-label={t('generic.sort.add')}
          value=""
          onChange={event => put([...sort, { field: event.target.value, descending: false }])}
        >
          <option value="">{t(sort.length === 0 ? 'generic.sort.add' : 'generic.sort.then')}</option>
          {free.map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Popover>
  )
}
