import { type Money, useFormats } from '../../app/formats.ts'
import type { SummaryValue } from '../../app/summary.ts'

/** What a lane is worth: one sum for each currency, the larger ones first and the others in the tip. */
export function LaneSum({ value }: { readonly value: SummaryValue | undefined }) {
  const { money } = useFormats()
  const sums = Array.isArray(value) ? (value as readonly Money[]) : []
  if (sums.length === 0) return null
  const [first, ...others] = sums.toSorted((one, other) => Number(other.amount) - Number(one.amount))
  return (
    <span className="num small secondary" title={sums.map(sum => money(sum)).join(' · ')}>
      {first && money(first, { compact: true })}
      {others.length > 0 && ` +${others.length}`}
    </span>
  )
}
