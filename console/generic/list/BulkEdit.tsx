import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bodyValue } from '../model/record.ts'
import { ActionPanel } from '../record/ActionPanel.tsx'

interface BulkEditProps {
  readonly entity: EntityMeta
  readonly object: string
  /** The one field that is asked for: who it is assigned to. */
  readonly only?: string | undefined
  onRun(field: FieldMeta, value: unknown): Promise<void>
  onClose(): void
}

const editable = (entity: EntityMeta) =>
  entity.fields.filter(field => field.writable && !['lines', 'json', 'file'].includes(field.kind))

/** One field to the same value in every selected record. */
export function BulkEdit({ entity, object, only, onRun, onClose }: BulkEditProps) {
  const { t } = useTranslation()
  const fields = editable(entity)
  const [name, setName] = useState(only ?? fields[0]?.name)
  const field = fields.find(each => each.name === name)
  const id = useId()
  if (!field) return null
  const input = [{ ...field, required: !field.nullable }]
  return (
    <ActionPanel
      key={field.name}
      entity={entity}
      object={object}
      action={{ label: t(only ? 'generic.bulk.assign' : 'generic.bulk.editTitle'), input, danger: false, to: [] }}
      onRun={values => onRun(field, bodyValue(values[field.name] ?? null, field))}
      onClose={onClose}
    >
      {!only && (
        <div className="field">
          <label htmlFor={id}>{t('generic.bulk.field')}</label>
          <select id={id} className="ctl" value={field.name} onChange={event => setName(event.target.value)}>
            {fields.map(each => (
              <option key={each.name} value={each.name}>
                {each.label}
              </option>
            ))}
          </select>
        </div>
      )}
    </ActionPanel>
  )
}
