import { fromMinorUnits, type Money, toMinorUnits } from '@tenon/kernel/fields/money/money.ts'
import { probability, type Risk } from '../renewal/renewal.rules.ts'

/** Renewals of one month, stage and risk: what is expected of them in each currency. */
export interface Batch {
  readonly month: string | null
  readonly status: string
  readonly risk: Risk
  readonly expected: readonly Money[]
}
/** What is expected of one month in one currency, and what of it may be counted on. */
export interface Outlook {
  readonly month: string
  readonly expected: Money
  readonly weighted: Money
}

interface Sum {
  /** In the smallest unit; the weighted one times a hundred, so that only the sum is rounded. */
  expected: bigint
  weighted: bigint
}

/** By month and currency: two currencies are never added up, and only what has an amount is counted. */
export function outlookOf(batches: readonly Batch[]): Outlook[] {
  const sums = new Map<string, Sum>()
  for (const { month, status, risk, expected } of batches)
    for (const money of month === null ? [] : expected) {
      const key = `${month} ${money.currency}`
      const sum = sums.get(key) ?? { expected: 0n, weighted: 0n }
      const units = toMinorUnits(money) ?? 0n
      sum.expected += units
      sum.weighted += units * BigInt(probability({ status, risk }))
      sums.set(key, sum)
    }
  return [...sums]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, { expected, weighted }]) => {
      const [month = '', currency = ''] = key.split(' ')
      const money = (units: bigint) => fromMinorUnits(units, currency)
      return { month, expected: money(expected), weighted: money(weighted / 100n) }
    })
}
