import type { FieldMeta } from '../../derive/meta-types.ts'
import { type ControlProps, fieldView, inputProps, type Problem, useFieldKit } from '../field-view.ts'
import { plainDigits } from '../number/number.view.tsx'
import type { Money } from './money.ts'

const common = ['CNY', 'USD', 'EUR', 'GBP', 'JPY', 'HKD', 'KRW', 'SGD', 'AUD', 'CHF', 'SEK', 'INR']

const places = (currency: string) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

const isMoney = (value: unknown): value is Money => typeof value === 'object' && value !== null && 'amount' in value

export function moneyProblem(value: unknown, field: FieldMeta): Problem | undefined {
  if (!isMoney(value)) return { code: 'INVALID_NUMBER' }
  const match = /^(-?)\d{1,15}(?:\.(\d+))?$/.exec(value.amount)
  if (!match) return { code: 'INVALID_NUMBER' }
  if (match[1] && field.min === 0) return { code: 'NEGATIVE' }
  const scale = places(value.currency)
  return (match[2]?.length ?? 0) > scale ? { code: 'TOO_MANY_DECIMALS', values: { scale } } : undefined
}

/** `CNY 1,200.50`, `1200.5 USD` or a bare number in the field's own currency. */
export function parseMoney(text: string, field: FieldMeta): unknown {
  const currency = /[A-Z]{3}/.exec(text)?.[0] ?? field.currency ?? 'CNY'
  const amount = plainDigits(text.replace(/[A-Z]{3}/, '').replace(/[¥￥$€£]/g, ''))
  return amount === '' ? null : { amount, currency }
}

function MoneyControl(props: ControlProps<Money>) {
  const { value, field, onChange } = props
  const { text } = useFieldKit()
  const currency = isMoney(value) ? value.currency : (field.currency ?? 'CNY')
  const amount = isMoney(value) ? value.amount : (value ?? '')
  const change = (amount: string, currency: string) => onChange(amount === '' ? null : { amount, currency })
  return (
    <span className="ctl-pair">
      <input
        {...inputProps(props)}
        inputMode="decimal"
        autoComplete="off"
        className="ctl num"
        value={amount}
        onChange={event => change(plainDigits(event.target.value), currency)}
      />
      <select
        className="ctl"
        aria-label={text('control.currency', { field: field.label })}
        value={currency}
        onChange={event => change(amount, event.target.value)}
      >
        {[...new Set([currency, ...common])].map(code => (
          <option key={code}>{code}</option>
        ))}
      </select>
    </span>
  )
}

export const moneyView = fieldView<Money>({
  Cell: ({ value }) => {
    const { format } = useFieldKit()
    return <span title={format.money(value)}>{format.moneyShort(value)}</span>
  },
  Value: ({ value }) => <span className="num">{useFieldKit().format.money(value)}</span>,
  Control: MoneyControl,
  text: (value, _field, kit) => kit.format.money(value),
  problem: moneyProblem,
  parse: parseMoney,
  numeric: true,
  width: [104, 0.8],
})
