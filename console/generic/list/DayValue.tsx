import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useTranslation } from 'react-i18next'
import type { Filter } from '../model/filter.ts'
import { relativeDay, relativeDays } from '../model/relativeDay.ts'

interface DayValueProps {
  readonly field: FieldMeta
  readonly filter: Filter
  onSet(value: string): void
}

const ahead = [0, 7, 30, 90, 365]
const behind = [0, -7, -30, -90, -365]

/** A day that moves with the calendar ("in 30 days") or a fixed one. */
export function DayValue({ field, filter, onSet }: DayValueProps) {
  const { t } = useTranslation()
  const days = relativeDays(filter.value)
  const word = (offset: number) =>
    offset === 0
      ? t('generic.filter.today')
      : offset > 0
        ? t('generic.filter.fromNow', { count: offset })
        : t('generic.filter.daysAgo', { count: -offset })
  return (
    <div className="filter-days">
      <div className="filter-presets">
        {[...ahead, ...behind.slice(1)].map(offset => (
          <button
            key={offset}
            type="button"
            className="many-option"
            aria-pressed={days === offset}
            onClick={() => onSet(relativeDay(offset))}
          >
            {word(offset)}
          </button>
        ))}
      </div>
      <input
        className="ctl"
        type="date"
        aria-label={t('generic.filter.fixedDay', { field: field.label })}
        value={days === undefined ? filter.value.slice(0, 10) : ''}
        onChange={event => event.target.value && onSet(event.target.value)}
      />
    </div>
  )
}
