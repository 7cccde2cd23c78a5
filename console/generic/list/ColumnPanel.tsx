import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { GripVertical, Pin, PinOff } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { type Column, columnChoices } from '../model/columns.ts'
import type { DensityName, ListEntity } from '../model/views.ts'
import { useReorder } from '../useReorder.ts'
import { useTypedMatch } from '../useTypedMatch.ts'
import type { PanelProps } from './BarButton.tsx'
import type { Columns } from './useColumns.ts'
import type { ViewLooks } from './useViewSettings.ts'

interface ColumnPanelProps extends PanelProps {
  readonly entity: ListEntity
  readonly columns: Columns
  readonly looks: ViewLooks
}

const steps: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 }

/** Which columns and in what order, which of them stay, how high the rows are, and what a press on a row opens. */
export default function ColumnPanel({ entity, columns, looks, anchor, onClose }: ColumnPanelProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const fits = useTypedMatch(text)
  const shown = columns.columns
  const names = shown.map(({ field }) => field.name)
  const others = columnChoices(entity).filter(field => !names.includes(field.name) && fits(field.label))
  const drag = useReorder('y', (from, to) => {
    const [held, target] = [names[from], names[to]]
    if (held && target) columns.move(held, target)
  })
  const keys = (at: number) => (event: KeyboardEvent<HTMLElement>) => {
    const [held, target] = [names[at], names[at + (steps[event.key] ?? 0)]]
    if (!event.altKey || !(event.key in steps) || !held || !target) return
    event.preventDefault()
    columns.move(held, target)
    const tick = event.currentTarget
    requestAnimationFrame(() => tick.querySelector('input')?.focus())
  }
  return (
    <Popover label={t('generic.list.columns')} anchor={anchor} onClose={onClose} className="column-menu">
      <input
        className="ctl"
        aria-label={t('generic.columns.find')}
        placeholder={t('generic.columns.find')}
        value={text}
        onChange={event => setText(event.target.value)}
      />
      <ul className="column-list">
        {shown.map((column, at) =>
          fits(column.field.label) ? (
            <li key={column.field.name} data-place={at} data-drag={drag.mark(at)} onKeyDown={keys(at)}>
              <span className="grip" onPointerDown={drag.start(at)}>
                <GripVertical size={13} aria-hidden />
              </span>
              <Shown column={column} columns={columns} />
            </li>
          ) : (
            <li key={column.field.name} data-place={at} hidden />
          ),
        )}
      </ul>
      <ul className="column-list">
        {others.map(field => (
          <li key={field.name}>
            <Tick field={field} checked={false} columns={columns} />
          </li>
        ))}
        {others.length === 0 && text !== '' && <li className="quiet small">{t('generic.control.noMatch')}</li>}
      </ul>
      {columns.isChosen && (
        <button type="button" className="link" onClick={columns.reset}>
          {t('generic.list.columnsReset')}
        </button>
      )}
      <Looks looks={looks} />
    </Popover>
  )
}

function Tick({
  field,
  checked,
  columns,
}: {
  readonly field: FieldMeta
  readonly checked: boolean
  readonly columns: Columns
}) {
  return (
    <label>
      <input
        className="tick"
        type="checkbox"
        checked={checked}
        aria-keyshortcuts={checked ? 'Alt+ArrowUp Alt+ArrowDown' : undefined}
        onChange={() => columns.show(field.name, !checked)}
      />
      <span className="ellipsis">{field.label}</span>
    </label>
  )
}

function Shown({ column, columns }: { readonly column: Column; readonly columns: Columns }) {
  const { t } = useTranslation()
  const { field, pinned = false } = column
  return (
    <>
      <Tick field={field} checked columns={columns} />
      <IconButton
        size="small"
        label={t(pinned ? 'generic.columns.unpin' : 'generic.columns.pin', { field: field.label })}
        pressed={pinned}
        onClick={() => columns.pin(field.name, !pinned)}
      >
        {pinned ? <PinOff size={13} /> : <Pin size={13} />}
      </IconButton>
    </>
  )
}

const densities: readonly DensityName[] = ['compact', 'standard', 'comfortable']

function Looks({ looks }: { readonly looks: ViewLooks }) {
  const { t } = useTranslation()
  const { density } = usePreferences()
  const { settings, change } = looks
  return (
    <div className="column-looks">
      <span className="quiet small">{t('generic.columns.rows')}</span>
      <div className="many">
        {densities.map(each => (
          <button
            key={each}
            type="button"
            className="many-option"
            aria-pressed={(settings.density ?? density) === each}
            onClick={() => change({ density: each })}
          >
            {t(`generic.columns.density_${each}`)}
          </button>
        ))}
      </div>
      <span className="quiet small">{t('generic.columns.opens')}</span>
      <div className="many">
        {(['peek', 'page'] as const).map(each => (
          <button
            key={each}
            type="button"
            className="many-option"
            aria-pressed={(settings.openAs ?? 'peek') === each}
            onClick={() => change({ openAs: each })}
          >
            {t(`generic.columns.open_${each}`)}
          </button>
        ))}
      </div>
    </div>
  )
}
