import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { type Money, useFormats } from '../../app/formats.ts'
import type { SummaryValue } from '../../app/summary.ts'

const isMoney = (value: SummaryValue): value is readonly Money[] => Array.isArray(value)

/** What a column comes to: amounts of each currency by itself, never added up. */
export function SumText({
  column,
  measure,
  value,
}: {
  readonly column: { readonly field: FieldMeta }
  readonly measure: string
  readonly value: SummaryValue | undefined
}) {
  const { number, money, date, instant } = useFormats()
  const { field } = column
  if (value === undefined || value === null) return <b className="no-value">—</b>
  if (isMoney(value)) {
    const exact = value.map(each => money(each)).join(' · ')
    return (
      <b className="ellipsis" title={exact}>
        {value.length === 0 ? '—' : value.map(each => money(each, { compact: true })).join(' · ')}
      </b>
    )
  }
  if (field.kind === 'date') return <b>{date(String(value))}</b>
  if (field.kind === 'instant') return <b>{instant(String(value))}</b>
  return <b>{number(value, measure === 'avg' ? { maximumFractionDigits: 1 } : {})}</b>
}
