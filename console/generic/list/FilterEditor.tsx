import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useTranslation } from 'react-i18next'
import { asMany, type Filter, type FilterOperator, offeredOperators, spanOf } from '../model/filter.ts'
import { DayValue } from './DayValue.tsx'
import { ManyTexts, NumberSpan, OptionValues, RecordValues, TextValue } from './FilterValues.tsx'
import { operatorKey } from './filterWords.ts'

interface FilterEditorProps {
  readonly field: FieldMeta
  readonly filter: Filter
  onChange(filter: Filter): void
  onDone(): void
}

/** A value that still means something under another operator is kept. */
function withOperator(filter: Filter, operator: FilterOperator): Filter {
  if (operator === 'empty') return { ...filter, operator, value: 'true' }
  if (filter.operator === 'empty') return { ...filter, operator, value: '' }
  if (operator === 'between') return { ...filter, operator, value: `${spanOf(filter.value)[0]}..` }
  return { ...filter, operator, value: filter.operator === 'between' ? spanOf(filter.value)[0] : filter.value }
}

const isDay = (field: FieldMeta) => field.kind === 'date' || field.kind === 'instant'

export function FilterEditor({ field, filter: given, onChange, onDone }: FilterEditorProps) {
  const { t } = useTranslation()
  const filter = asMany(given, field)
  const operators = offeredOperators(field)
  const set = (value: string) => onChange({ ...filter, value })
  return (
    <div className="filter-editor">
      <select
        className="ctl"
        aria-label={t('generic.filter.operator', { field: field.label })}
        value={filter.operator}
        onChange={event => onChange(withOperator(filter, event.target.value as FilterOperator))}
      >
        {operators.map(operator => (
          <option key={operator} value={operator}>
            {t(`generic.operator.${operatorKey(field, operator)}`)}
          </option>
        ))}
      </select>
      <div data-first>
        {isDay(field) && filter.operator !== 'empty' ? (
          <DayValue field={field} filter={filter} onChange={onChange} />
        ) : (
          <Value key={filter.operator} field={field} filter={filter} onSet={set} onDone={onDone} />
        )}
      </div>
    </div>
  )
}

interface ValueProps {
  readonly field: FieldMeta
  readonly filter: Filter
  onSet(value: string): void
  onDone(): void
}

const yesNo = (t: (key: string) => string, yes: string, no: string) => [
  { value: 'true', label: t(yes) },
  { value: 'false', label: t(no) },
]

function Value(props: ValueProps) {
  const { field, filter } = props
  const { t } = useTranslation()
  if (filter.operator === 'empty')
    return <OptionValues {...props} single options={yesNo(t, 'generic.operator.empty', 'generic.operator.notEmpty')} />
  if (field.kind === 'boolean')
    return <OptionValues {...props} single options={yesNo(t, 'generic.value.yes', 'generic.value.no')} />
  if (field.options) return <OptionValues {...props} single={field.kind === 'multiChoice'} options={field.options} />
  if (field.kind === 'ref') return <RecordValues {...props} />
  if (filter.operator === 'between') return <NumberSpan {...props} />
  return filter.operator === 'in' || filter.operator === 'nin' ? <ManyTexts {...props} /> : <TextValue {...props} />
}
