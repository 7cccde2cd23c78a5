import { type ReactNode, useId } from 'react'
import { Line } from '../settings/Panel.tsx'

interface NumberLineProps {
  readonly title: string
  readonly text?: string
  readonly unit?: string
  readonly value: number | null
  readonly min: number
  readonly max: number
  /** Without a value, when it may be left empty. */
  readonly empty?: string
  readonly disabled: boolean
  readonly fault?: string | undefined
  onChange(value: number | null): void
}

/** A number with its unit; empty means what `empty` says, where that is allowed. */
export function NumberLine({ title, text, unit, value, min, max, empty, disabled, fault, onChange }: NumberLineProps) {
  const id = useId()
  return (
    <Line
      title={<label htmlFor={id}>{title}</label>}
      text={
        <>
          {text}
          <em id={`${id}-fault`} className="field-fault">
            {fault}
          </em>
        </>
      }
    >
      <input
        id={id}
        type="number"
        className="ctl number-control"
        inputMode="numeric"
        min={min}
        max={max}
        placeholder={empty}
        disabled={disabled}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-fault`}
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? null : Number(target.value))}
      />
      <span className="number-unit">{unit}</span>
    </Line>
  )
}

interface SwitchLineProps {
  readonly title: string
  readonly text?: ReactNode
  readonly isOn: boolean
  readonly disabled: boolean
  onChange(on: boolean): void
}

export function SwitchLine({ title, text, isOn, disabled, onChange }: SwitchLineProps) {
  const id = useId()
  return (
    <Line title={<label htmlFor={id}>{title}</label>} text={text}>
      <input
        id={id}
        type="checkbox"
        className="tick"
        checked={isOn}
        disabled={disabled}
        onChange={event => onChange(event.target.checked)}
      />
    </Line>
  )
}
