import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useTranslation } from 'react-i18next'
import { asSpan, type Filter, type FilterOperator, spanOf } from '../model/filter.ts'
import { relativeDay, relativeDays, relativeOf } from '../model/relativeDay.ts'
import { useFilterWords } from './filterWords.ts'

interface DayValueProps {
  readonly field: FieldMeta
  readonly filter: Filter
  onChange(filter: Filter): void
}

const within = (from: number, to: number): Preset => ['between', asSpan(relativeDay(from), relativeDay(to))]
type Preset = readonly [FilterOperator, string]

/** What people mean most often; each moves with the calendar. */
const presets: readonly Preset[] = [
  ['eq', '@today'],
  ['eq', '@week'],
  ['eq', '@month'],
  ['eq', '@quarter'],
  ['eq', '@year'],
  ['eq', '@week-1'],
  ['eq', '@month-1'],
  ['eq', '@quarter-1'],
  ['eq', '@month+1'],
  within(0, 7),
  within(0, 30),
  within(0, 90),
  within(-7, 0),
  within(-30, 0),
  within(-90, 0),
]
const ahead = [0, 7, 30, 90, 365]
const behind = [-7, -30, -90, -365]
const edges: readonly Preset[] = [...ahead, ...behind].map(days => ['lte', relativeDay(days)])

/** A stretch that moves with the calendar ("this month", "in the next 30 days"), or fixed days. */
export function DayValue({ field, filter, onChange }: DayValueProps) {
  const { t } = useTranslation()
  const words = useFilterWords()
  const { operator } = filter
  const isEdge = ['lt', 'lte', 'gt', 'gte'].includes(operator)
  const offered = (isEdge ? edges : presets)
    .map(([given, value]) => ({ ...filter, operator: isEdge ? operator : given, value }))
    .filter(preset => preset.operator !== 'between' || field.operators.includes('gte'))
  return (
    <div className="filter-days">
      <div className="filter-presets">
        {offered.map(preset => (
          <button
            key={preset.operator + preset.value}
            type="button"
            className="many-option"
            aria-pressed={preset.operator === operator && preset.value === filter.value}
            onClick={() => onChange(preset)}
          >
            {words.value(field, preset)}
          </button>
        ))}
      </div>
      {operator === 'between' ? (
        <Between {...{ field, filter, onChange }} />
      ) : (
        <Day
          label={t('generic.filter.fixedDay', { field: field.label })}
          value={filter.value}
          onSet={value => onChange({ ...filter, value })}
        />
      )}
    </div>
  )
}

function Day(props: { readonly label: string; readonly value: string; onSet(value: string): void }) {
  const { label, value, onSet } = props
  return (
    <input
      className="ctl"
      type="date"
      aria-label={label}
      value={relativeOf(value) ? '' : value.slice(0, 10)}
      onChange={event => event.target.value && onSet(event.target.value)}
    />
  )
}

/** In the next so many days, or from one day to another. */
function Between({ field, filter, onChange }: DayValueProps) {
  const { t } = useTranslation()
  const [from, to] = spanOf(filter.value)
  const days = from === '@today' ? relativeDays(to) : undefined
  const put = (next: string, end: string) => onChange({ ...filter, value: asSpan(next, end) })
  return (
    <>
      <label className="filter-next">
        {t('generic.filter.nextDays')}
        <input
          className="ctl num"
          inputMode="numeric"
          value={days ?? ''}
          onChange={event => {
            const count = Number.parseInt(event.target.value, 10)
            if (count > 0 && count < 10_000) put('@today', relativeDay(count))
          }}
        />
      </label>
      <div className="ctl-pair filter-span">
        <Day label={t('generic.filter.from', { field: field.label })} value={from} onSet={day => put(day, to)} />
        <Day label={t('generic.filter.to', { field: field.label })} value={to} onSet={day => put(from, day)} />
      </div>
    </>
  )
}
