import { fromMinorUnits, type Money, toMinorUnits } from '@tenon/kernel/fields/money/money.ts'

/** Who earns what of a purchase that was paid. */

export const earners = ['salesRep', 'partner'] as const
export type Earner = (typeof earners)[number]
export const kinds = ['new', 'renewal', 'upgrade', 'expansion', 'trueUp'] as const
export type PurchaseKind = (typeof kinds)[number]
export const tiers = ['registered', 'silver', 'gold', 'platinum'] as const
export type Tier = (typeof tiers)[number]

/** A rate in percent; what it does not name it holds for whatever that is. */
export interface Rate {
  readonly earner: Earner
  readonly kind: PurchaseKind | null
  readonly tier: Tier | null
  readonly percent: string
}

/** What holds until an organisation sets rates of its own for such earners. */
const usual: readonly Rate[] = [
  { earner: 'salesRep', kind: 'new', tier: null, percent: '5.00' },
  { earner: 'salesRep', kind: 'renewal', tier: null, percent: '2.00' },
  { earner: 'salesRep', kind: null, tier: null, percent: '3.00' },
  { earner: 'partner', kind: null, tier: 'registered', percent: '5.00' },
  { earner: 'partner', kind: null, tier: 'silver', percent: '8.00' },
  { earner: 'partner', kind: null, tier: 'gold', percent: '10.00' },
  { earner: 'partner', kind: null, tier: 'platinum', percent: '12.00' },
]

export interface Earning {
  readonly earner: Earner
  readonly kind: PurchaseKind
  readonly tier: Tier | null
}

const weight = ({ kind, tier }: Rate) => (kind === null ? 0 : 2) + (tier === null ? 0 : 1)

/** The rate that says most about this case, in percent; null where none holds. */
export function rateFor(own: readonly Rate[], { earner, kind, tier }: Earning): string | null {
  const set = own.filter(rate => rate.earner === earner)
  const holding = (set.length ? set : usual).filter(
    rate => rate.earner === earner && (rate.kind ?? kind) === kind && (rate.tier === null || rate.tier === tier),
  )
  return holding.toSorted((one, other) => weight(other) - weight(one))[0]?.percent ?? null
}

/** A partner who buys at a discount has its share already; who introduces or installs is paid by commission. */
export const earnsCommission = (types: readonly string[]) => types.includes('referral') || types.includes('integrator')

const abs = (n: bigint) => (n < 0n ? -n : n)

/** The share of an amount by a rate with two decimals, halves away from zero, to the smallest unit of its currency. */
export function commissionOf(base: Money, percent: string): Money {
  const units = (toMinorUnits(base) ?? 0n) * BigInt(percent.replace('.', ''))
  const rounded = (abs(units) + 5_000n) / 10_000n
  return fromMinorUnits(units < 0n ? -rounded : rounded, base.currency)
}

export const negated = ({ amount, currency }: Money): Money => ({
  amount: amount.startsWith('-') ? amount.slice(1) : `-${amount}`,
  currency,
})
