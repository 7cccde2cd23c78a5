import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { Property, PropertyList } from '../../ui/PropertyList.tsx'
import { viewOf } from '../fieldViews.tsx'
import { isEmpty, type RecordRow } from '../model/record.ts'
import { isFrozen } from '../record/mayEdit.ts'

interface FixedFieldsProps {
  readonly collection: Collection
  readonly record: RecordRow
}

/** What the form cannot change any more, so that nobody looks for it in vain. */
export function FixedFields({ collection, record }: FixedFieldsProps) {
  const { t } = useTranslation()
  const fields = collection.entity.fields.filter(
    field => field.writable && isFrozen(collection, record, field) && !isEmpty(record[field.name]),
  )
  if (fields.length === 0) return null
  return (
    <section className="form-fixed">
      <h2>{t('generic.form.fixed')}</h2>
      <p className="quiet small">{t('generic.form.fixedText')}</p>
      <PropertyList>
        {fields.map(field => {
          const { Value } = viewOf(field)
          return (
            <Property key={field.name} label={field.label}>
              <Value field={field} value={record[field.name]} />
            </Property>
          )
        })}
      </PropertyList>
    </section>
  )
}
