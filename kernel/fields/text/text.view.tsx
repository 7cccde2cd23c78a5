import type { ChangeEvent } from 'react'
import type { FieldMeta } from '../../derive/meta-types.ts'
import { type ControlProps, fieldView, inputProps, useFieldKit } from '../field-view.ts'

export const emptyToNull = (text: string) => (text === '' ? null : text)

export function tooLong(value: unknown, { maxLength }: FieldMeta) {
  if (typeof value !== 'string' || !maxLength || value.trim().length <= maxLength) return undefined
  return { code: 'TOO_LONG', values: { max: maxLength, over: value.trim().length - maxLength } }
}

export function TextControl(props: ControlProps<string> & { readonly type?: string; readonly inputMode?: 'tel' }) {
  const { value, onChange, type = 'text', inputMode } = props
  return (
    <input
      {...inputProps(props)}
      type={type}
      inputMode={inputMode}
      autoComplete="off"
      value={value ?? ''}
      onChange={event => onChange(emptyToNull(event.target.value))}
    />
  )
}

/** Beside its keys, a camera reads what is printed as a barcode. */
function CodeControl(props: ControlProps<string>) {
  const { Scan } = useFieldKit()
  return (
    <span className="ctl-scan">
      <TextControl {...props} />
      <Scan label={props.field.label} onText={props.onChange} />
    </span>
  )
}

export const textView = fieldView<string>({
  Cell: ({ value }) => <>{value}</>,
  Value: ({ value }) => <>{value}</>,
  Control: props => (props.field.scan ? <CodeControl {...props} /> : <TextControl {...props} />),
  text: value => value,
  problem: tooLong,
  width: [120, 2],
})

/** Grows with its text, so that a long note is never read through a slot. */
function fit({ target }: ChangeEvent<HTMLTextAreaElement>) {
  target.style.height = 'auto'
  target.style.height = `${target.scrollHeight + 2}px`
}

export const longTextView = fieldView<string>({
  Cell: ({ value }) => <>{value.split('\n', 1)[0]}</>,
  Value: ({ value }) => <span className="prose">{value}</span>,
  Control: props => (
    <textarea
      {...inputProps(props)}
      rows={3}
      value={props.value ?? ''}
      onChange={event => {
        fit(event)
        props.onChange(emptyToNull(event.target.value))
      }}
    />
  ),
  text: value => value,
  problem: tooLong,
  width: [160, 3],
})
