import { type Money, toMinorUnits } from '@tenon/kernel/fields/money/money.ts'

/** A figure as it is shown: of money one for each currency, which are never added up. */
export interface Result {
  readonly currency: string | null
  readonly value: string | number
}
type Value = readonly Money[] | number | null

const isMoney = (value: Value): value is readonly Money[] => Array.isArray(value)
/** To a tenth of a percent. */
const percent = (part: number, whole: number) => Math.round((part * 1000) / whole) / 10

export function resultsOf(value: Value): Result[] {
  if (isMoney(value)) return value.map(({ amount, currency }) => ({ currency, value: amount }))
  return value === null ? [] : [{ currency: null, value }]
}

/** One value as a share of another, currency by currency; nothing where there is nothing to have a share of. */
export function shareOf(part: Value, whole: Value): Result[] {
  if (isMoney(whole)) {
    const parts = isMoney(part) ? part : []
    return whole.flatMap(({ amount, currency }) => {
      const all = Number(toMinorUnits({ amount, currency }))
      const own = parts.find(one => one.currency === currency)
      return all > 0 ? [{ currency, value: percent(own ? Number(toMinorUnits(own)) : 0, all) }] : []
    })
  }
  return Number(whole ?? 0) > 0 ? [{ currency: null, value: percent(Number(part ?? 0), Number(whole)) }] : []
}

/** Amounts put together, currency by currency. */
export function addUp(amounts: readonly Money[]): Map<string, bigint> {
  const sums = new Map<string, bigint>()
  for (const amount of amounts)
    sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + (toMinorUnits(amount) ?? 0n))
  return sums
}
