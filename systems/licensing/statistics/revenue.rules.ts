import { addDays, addMonths, daysBetween } from '@tenon/kernel/fields/date/day.ts'
import { fromMinorUnits, type Money, toMinorUnits } from '@tenon/kernel/fields/money/money.ts'

/** What recurring revenue is. Days are the tenant's; `to` is the last day that was paid for. */

export interface Stretch {
  readonly from: string
  readonly to: string
}
interface PaidTerm {
  readonly from: string
  readonly to: string | null
  readonly purchase: string | null
}
interface Paid {
  readonly id: string
  readonly status: string
  readonly amount: Money
}
export interface Revenue extends Stretch {
  readonly purchase: string
  readonly annual: Money
}

/** The whole months from one day up to and with another; undefined when it is no whole number of them. */
function monthsOf({ from, to }: Stretch): number | undefined {
  const months = Math.round((daysBetween(from, to) + 1) / 30.4375)
  return months > 0 && addDays(addMonths(from, months), -1) === to ? months : undefined
}

/** Half away from zero, as people round. */
const divided = (sum: bigint, by: bigint) => (2n * sum + (sum < 0n ? -by : by)) / (2n * by)

/** What an amount paid for a stretch comes to in a year: by months where it has whole months, by days otherwise. */
export function yearly(amount: Money, stretch: Stretch): Money {
  const units = toMinorUnits(amount) ?? 0n
  const months = monthsOf(stretch)
  const year =
    months === undefined
      ? divided(units * 365n, BigInt(daysBetween(stretch.from, stretch.to) + 1))
      : divided(units * 12n, BigInt(months))
  return fromMinorUnits(year, amount.currency)
}

const counts = ({ status }: Paid) => status !== 'cancelled' && status !== 'refunded'

/**
 * The stretches of a licence: one for each term with an end and an order that stands. A licence terminated on a day
 * brings nothing from that day on.
 */
export function revenueOf(terms: readonly PaidTerm[], purchases: readonly Paid[], endedOn: string | null): Revenue[] {
  const paid = new Map(purchases.filter(counts).map(purchase => [purchase.id, purchase]))
  return terms.flatMap(({ from, to, purchase }) => {
    const order = purchase === null ? undefined : paid.get(purchase)
    if (!order || to === null || Number(order.amount.amount) === 0) return []
    const last = endedOn !== null && endedOn <= to ? addDays(endedOn, -1) : to
    return last < from ? [] : [{ from, to: last, purchase: order.id, annual: yearly(order.amount, { from, to }) }]
  })
}

/** The first day of the uninterrupted run of stretches that this one belongs to. */
export function sinceOf(stretch: Stretch, others: readonly Stretch[]): string {
  const before = others.find(({ from, to }) => from < stretch.from && to >= addDays(stretch.from, -1))
  return before ? sinceOf({ ...stretch, from: before.from }, others) : stretch.from
}
