import type { FieldMeta } from '../../derive/meta-types.ts'
import { type ControlProps, fieldView, inputProps, type Problem, useFieldKit } from '../field-view.ts'
import { emptyToNull } from '../text/text.view.tsx'

/** Digits as people type and paste them: full-width figures, spaces and thousands commas are only dress. */
export const plainDigits = (text: string) => text.normalize('NFKC').replace(/[\s,_]/g, '')

function outside(value: number, { min, max }: FieldMeta): Problem | undefined {
  if (min !== undefined && value < min) return { code: 'TOO_SMALL', values: { min } }
  if (max !== undefined && value > max) return { code: 'TOO_LARGE', values: { max } }
  return undefined
}

export function integerProblem(value: unknown, field: FieldMeta): Problem | undefined {
  if (!/^-?\d{1,15}$/.test(String(value))) return { code: 'NOT_INTEGER' }
  return outside(Number(value), field)
}

export function decimalProblem(value: unknown, field: FieldMeta): Problem | undefined {
  const match = /^-?\d{1,15}(?:\.(\d+))?$/.exec(String(value))
  const scale = field.scale ?? 2
  if (!match) return { code: 'INVALID_NUMBER' }
  if ((match[1]?.length ?? 0) > scale) return { code: 'TOO_MANY_DECIMALS', values: { scale } }
  return outside(Number(value), field)
}

function NumberControl(
  props: ControlProps & { readonly read: (digits: string) => unknown; readonly mode: 'numeric' | 'decimal' },
) {
  return (
    <input
      {...inputProps(props)}
      inputMode={props.mode}
      autoComplete="off"
      className="ctl num"
      value={String(props.value ?? '')}
      onChange={event => props.onChange(props.read(plainDigits(event.target.value)))}
    />
  )
}

const toInteger = (digits: string) => (/^-?\d{1,15}$/.test(digits) ? Number(digits) : emptyToNull(digits))

export const integerView = fieldView<number>({
  Cell: ({ value }) => <>{useFieldKit().format.number(value)}</>,
  Value: ({ value }) => <span className="num">{useFieldKit().format.number(value)}</span>,
  Control: props => <NumberControl {...props} mode="numeric" read={toInteger} />,
  text: (value, _field, kit) => kit.format.number(value),
  problem: integerProblem,
  parse: text => toInteger(plainDigits(text)),
  numeric: true,
  width: [72, 0.6],
})

export const decimalView = fieldView<string>({
  Cell: ({ value, field }) => <>{useFieldKit().format.number(value, field.scale)}</>,
  Value: ({ value, field }) => <span className="num">{useFieldKit().format.number(value, field.scale)}</span>,
  Control: props => <NumberControl {...props} mode="decimal" read={emptyToNull} />,
  text: (value, field, kit) => kit.format.number(value, field.scale),
  problem: decimalProblem,
  parse: text => emptyToNull(plainDigits(text)),
  numeric: true,
  width: [84, 0.6],
})
