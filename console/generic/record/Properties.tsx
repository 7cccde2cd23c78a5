import { Pencil } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { useUrlState } from '../../app/url-state.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { PropertyList } from '../../ui/PropertyList.tsx'
import { Section } from '../../ui/Section.tsx'
import { isEmpty, isKey, type RecordRow } from '../model/record.ts'
import { InlineField } from './InlineField.tsx'
import { mayEdit } from './mayEdit.ts'

const kernelOwn = new Set(['status', 'createdAt', 'updatedAt'])

export function Properties({ collection, row }: { readonly collection: Collection; readonly row: RecordRow }) {
  const { t } = useTranslation()
  const [, change] = useUrlState()
  const { entity } = collection
  const mine = entity.fields.filter(
    field => field.kind !== 'lines' && !kernelOwn.has(field.name) && field.name !== collection.facet?.field,
  )
  // What nobody has set and only the system sets would be a column of dashes.
  const fields = mine.filter(
    field => mayEdit(collection, row, field) || !(isEmpty(row[field.name]) || isKey(row[field.name])),
  )
  const times = entity.fields.filter(field => field.name === 'createdAt' || field.name === 'updatedAt')
  const editAll = entity.may.update && (
    <IconButton
      size="small"
      label={t('generic.record.editAll')}
      shortcut="e"
      onClick={() => change({ edit: '1' }, { push: true })}
    >
      <Pencil size={13} />
    </IconButton>
  )
  return (
    <>
      <Section title={t('generic.record.properties')} extra={editAll} remember="properties">
        <PropertyList>
          {fields.map(field => (
            <InlineField
              key={field.name}
              collection={collection}
              row={row}
              field={field}
              editable={mayEdit(collection, row, field)}
            />
          ))}
        </PropertyList>
      </Section>
      <Section title={t('generic.record.kept')} remember="kept">
        <PropertyList>
          {times.map(field => (
            <InlineField key={field.name} collection={collection} row={row} field={field} editable={false} />
          ))}
        </PropertyList>
      </Section>
    </>
  )
}
