import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type FormSection, sectionsOf } from './asked.ts'
import { FieldRow } from './FieldRow.tsx'
import type { Fields } from './useFields.ts'

interface FormSectionsProps {
  readonly entity: EntityMeta
  readonly asked: readonly FieldMeta[]
  readonly fields: Fields
  /** Another number draws all controls anew. */
  readonly round: number
}

/** The fields in the parts they belong to; the first of them has the focus. */
export function FormSections({ entity, asked, fields, round }: FormSectionsProps) {
  const { t } = useTranslation()
  const sections = sectionsOf(entity, asked, t('generic.form.rest'))
  return sections.map((section, at) => (
    <Part key={section.name} section={section} fields={fields} round={round} isFirst={at === 0} />
  ))
}

interface PartProps extends Pick<FormSectionsProps, 'fields' | 'round'> {
  readonly section: FormSection
  readonly isFirst: boolean
}

function Part({ section, fields, round, isFirst }: PartProps) {
  const heading = useId()
  const alone = section.fields.length === 1 && section.fields[0]?.kind === 'lines'
  const rows = section.fields.map((field, at) => (
    <FieldRow key={`${field.name}.${round}`} field={field} fields={fields} autoFocus={isFirst && at === 0} />
  ))
  // Child lines carry their own label: a heading would say it twice.
  if (section.label === undefined || alone) return <div className="form-grid">{rows}</div>
  return (
    <section className="form-section" aria-labelledby={heading}>
      <h2 id={heading}>{section.label}</h2>
      <div className="form-grid">{rows}</div>
    </section>
  )
}
