import { type ReactNode, useId } from 'react'

interface Described {
  id: string
  'aria-invalid': boolean
  'aria-describedby': string
}
interface LabelledFieldProps {
  label: string
  fault?: string | undefined
  hint?: ReactNode
  /** Draws the control with what ties it to its label, hint and fault. */
  control: (described: Described) => ReactNode
}

/** A label, a control, and below it what is wrong or how to fill it. */
export function LabelledField({ label, fault, hint, control }: LabelledFieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {control({ id, 'aria-invalid': fault !== undefined, 'aria-describedby': `${id}-fault ${id}-hint` })}
      <span id={`${id}-fault`} className="field-fault">
        {fault}
      </span>
      <div id={`${id}-hint`} className="field-hint">
        {hint}
      </div>
    </div>
  )
}
