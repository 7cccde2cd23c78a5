import { z } from 'zod'
import { remember } from '../../remember.ts'
import { comparable, Field, kind } from '../field.ts'
import { fromScaled, toScaled } from '../number/number.ts'

/** An exact amount as a decimal string, with its ISO 4217 currency. */
export interface Money {
  readonly amount: string
  readonly currency: string
}

const currencies = new Set(Intl.supportedValuesOf('currency'))
const exponents = new Map<string, number>()

/** Decimal places of a currency: CNY 2, JPY 0, KWD 3 (ISO 4217, from the ICU data of the run time). */
export function currencyExponent(currency: string): number {
  return remember(exponents, currency, () => {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency })
    return format.resolvedOptions().maximumFractionDigits ?? 2
  })
}

/** Minor units (fen, cents) of a valid amount. */
export const toMinorUnits = ({ amount, currency }: Money) => toScaled(amount, currencyExponent(currency))
export const fromMinorUnits = (units: bigint | string, currency: string): Money => ({
  amount: fromScaled(units.toString(), currencyExponent(currency)),
  currency,
})

const schema = z
  .strictObject({
    amount: z.string().regex(/^-?\d{1,15}(\.\d{1,4})?$/),
    currency: z.string().refine(code => currencies.has(code), { params: { code: 'UNKNOWN_CURRENCY' } }),
  })
  .refine(value => !currencies.has(value.currency) || toMinorUnits(value) !== undefined, {
    path: ['amount'],
    params: { code: 'TOO_MANY_DECIMALS' },
  })
  .transform(value => fromMinorUnits(toMinorUnits(value) ?? 0n, value.currency))

/** `12,000.50 CNY`, `CNY 12000.5` or, with a default currency, `12000.50`. */
function parse(text: string, fallback: string) {
  const match = /^\s*([A-Z]{3})?\s*(-?[\d,]+(?:\.\d+)?)\s*([A-Z]{3})?\s*$/.exec(text)
  if (!match) return text
  return { amount: (match[2] as string).replaceAll(',', ''), currency: match[1] ?? match[3] ?? fallback }
}

/**
 * Money: stored as bigint minor units and a currency, read and written as `{amount: "1200.00", currency: "CNY"}`.
 * Filters and sorting compare minor units, so compare within one currency.
 */
export const money = (options: { currency?: string; min?: 0 } = {}) => {
  const fallback = options.currency ?? 'CNY'
  const bounded =
    options.min === 0
      ? schema.refine(value => !value.amount.startsWith('-'), { path: ['amount'], params: { code: 'NEGATIVE' } })
      : schema
  return new Field<Money>(
    kind<Money>({
      name: 'money',
      columns: [
        { suffix: '', type: 'bigint' },
        { suffix: '_currency', type: 'text' },
      ],
      schema: bounded,
      write: value => [toMinorUnits(value)?.toString(), value.currency],
      read: (cells, at) => fromMinorUnits(cells[at] as string, cells[at + 1] as string),
      operators: comparable,
      operand: text => toScaled(text, currencyExponent(fallback))?.toString(),
      toText: value => `${value.amount} ${value.currency}`,
      fromText: text => parse(text, fallback),
      ui: { currency: fallback, min: options.min },
    }),
  )
}
