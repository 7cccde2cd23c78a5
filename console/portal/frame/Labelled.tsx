import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'

interface Tied {
  readonly id: string
  readonly 'aria-invalid': true | undefined
  readonly 'aria-describedby': string | undefined
}
interface LabelledProps {
  readonly label: string
  readonly fault?: string | undefined
  readonly hint?: string | undefined
  readonly isOptional?: boolean
  /** The whole width of its form. */
  readonly wide?: boolean
  readonly children: (tied: Tied) => ReactNode
}

/** A control of a form that is written by hand: its label above, below it what helps or what is wrong. */
export function Labelled({ label, fault, hint, isOptional, wide, children }: LabelledProps) {
  const { t } = useTranslation()
  const id = useId()
  const note = fault ?? hint
  return (
    <div className={wide ? 'field field-wide' : 'field'}>
      <label htmlFor={id}>
        {label} {isOptional && <span className="field-optional">{t('generic.form.optional')}</span>}
      </label>
      {children({ id, 'aria-invalid': fault ? true : undefined, 'aria-describedby': note ? `${id}-note` : undefined })}
      {note && (
        <p id={`${id}-note`} className={fault ? 'field-note field-problem' : 'field-note'}>
          {note}
        </p>
      )}
    </div>
  )
}
