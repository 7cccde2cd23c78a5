import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { viewOf } from '../fieldViews.tsx'
import { mustHave } from '../model/record.ts'
import { FieldAdvice } from './FieldAdvice.tsx'
import type { Fields } from './useFields.ts'

interface FieldRowProps {
  readonly field: FieldMeta
  readonly fields: Fields
  readonly autoFocus?: boolean
}

const wide = new Set(['longText', 'lines', 'json', 'multiChoice'])
/** Limits worth telling beforehand: those somebody could meet. */
const limits = ({ kind, min = -1e9, max = 1e9 }: FieldMeta) => kind === 'integer' && min > -1e5 && max < 1e5

function useHint(field: FieldMeta) {
  const { t } = useTranslation()
  if (field.hint) return field.hint
  return limits(field) ? t('generic.form.range', { min: field.min, max: field.max }) : undefined
}

/** A label, its control, and below it what helps or what is wrong. Optional fields say so; the others need no star. */
export function FieldRow({ field, fields, autoFocus }: FieldRowProps) {
  const { t } = useTranslation()
  const id = useId()
  const hint = useHint(field)
  const problem = fields.problems[field.name]
  const { Control } = viewOf(field)
  const note = problem ?? hint
  return (
    <div className={wide.has(field.kind) ? 'field field-wide' : 'field'} data-field={field.name} data-kind={field.kind}>
      <label htmlFor={id}>
        {field.label}{' '}
        {!mustHave(field) && field.kind !== 'boolean' && (
          <span className="field-optional">{t('generic.form.optional')}</span>
        )}
      </label>
      <Control
        id={id}
        field={field}
        value={fields.values[field.name]}
        onChange={value => fields.set(field.name, value)}
        onBlur={() => fields.leave(field.name)}
        invalid={problem !== undefined}
        {...(note !== undefined && { describedBy: `${id}-note` })}
        {...(autoFocus && { autoFocus })}
      />
      {note !== undefined && (
        <p id={`${id}-note`} className={problem ? 'field-note field-problem' : 'field-note'}>
          {note}
        </p>
      )}
      <FieldAdvice name={field.name} isFaulty={problem !== undefined} />
    </div>
  )
}

/** Puts the focus on the first field that has a fault, wherever it lies. */
export function focusProblem(form: HTMLElement | null) {
  requestAnimationFrame(() => {
    const first = form?.querySelector<HTMLElement>('[aria-invalid="true"]')
    first?.focus()
    first?.scrollIntoView({ block: 'center' })
  })
}
