import { fromMinorUnits, type Money, toMinorUnits } from '@tenon/kernel/fields/money/money.ts'
import { toScaled } from '@tenon/kernel/fields/number/number.ts'

/** What a line of an order costs. Money is counted in whole minor units, so no cent is lost or made. */

export interface Price {
  readonly policy: string | null
  readonly edition: string
  readonly fromQuantity: number
  readonly unitPrice: Money
  readonly validFrom: string | null
}
export interface Wanted {
  readonly policy: string | null
  readonly edition: string
  readonly quantity: number
  readonly currency: string
  readonly today: string
}

const holds = (price: Price, { policy, edition, quantity, currency, today }: Wanted) =>
  price.edition === edition &&
  price.unitPrice.currency === currency &&
  (price.policy === null || price.policy === policy) &&
  price.fromQuantity <= quantity &&
  (price.validFrom ?? '') <= today

/** The policy's own price before the product's, then the largest quantity reached, then the latest day. */
const better = (one: Price, other: Price) =>
  Number(one.policy === null) - Number(other.policy === null) ||
  other.fromQuantity - one.fromQuantity ||
  (other.validFrom ?? '').localeCompare(one.validFrom ?? '')

/** The price of one of a product's lines of the price list that applies; undefined when none does. */
export const priceOf = <P extends Price>(prices: readonly P[], wanted: Wanted): P | undefined =>
  prices.filter(price => holds(price, wanted)).toSorted(better)[0]

const divideHalfUp = (dividend: bigint, divisor: bigint) => (2n * dividend + divisor) / (2n * divisor)
const unitsOf = (money: Money) => toMinorUnits(money) ?? 0n
const keptOf = (discountPercent: string) => 10_000n - (toScaled(discountPercent, 2) ?? 0n)

/** A price after the discount, rounded half up. */
export const discounted = (price: Money, discountPercent: string): Money =>
  fromMinorUnits(divideHalfUp(unitsOf(price) * keptOf(discountPercent), 10_000n), price.currency)

export interface Counted {
  readonly unitPrice: Money
  readonly quantity: number
  /** Null: paid once, not by the year. */
  readonly termMonths: number | null
  readonly discountPercent: string
}

/** Quantity times unit price for the term, less the discount; rounded half up, once, at the end. */
export function subtotalOf({ unitPrice, quantity, termMonths, discountPercent }: Counted): Money {
  const whole = unitsOf(unitPrice) * BigInt(quantity) * BigInt(termMonths ?? 12) * keptOf(discountPercent)
  return fromMinorUnits(divideHalfUp(whole, 120_000n), unitPrice.currency)
}

export const totalOf = (amounts: readonly Money[], currency: string): Money =>
  fromMinorUnits(
    amounts.reduce((sum, amount) => sum + unitsOf(amount), 0n),
    currency,
  )
