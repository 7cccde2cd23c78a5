import { referenceTitle } from '@tenon/kernel/fields/ref/ref.view.tsx'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import type { Collection } from '../../app/meta.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { StatusPill } from '../../ui/StatusPill.tsx'
import { isEmpty, type RecordRow, stateOf } from '../model/record.ts'

interface RecordHeadProps {
  readonly collection: Collection
  readonly row: RecordRow
  readonly title: string
}

/** The party a record is about leads its name, so that a bare number says whose it is. */
function partyOf({ entity }: Collection, row: RecordRow): string | undefined {
  const party = entity.fields.find(field => field.kind === 'ref' && field.required && !isEmpty(row[field.name]))
  const value = party && row[party.name]
  return typeof value === 'object' ? referenceTitle(value) : undefined
}

/** What and whose it is, and the state it is in. */
export function RecordHead({ collection, row, title }: RecordHeadProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const state = stateOf(collection.entity, row.status)
  const party = partyOf(collection, row)
  return (
    <div className="record-head">
      <Avatar name={party ?? title} size={36} square />
      <div>
        <h2 className="ellipsis">{[title, party].filter(Boolean).join(' · ')}</h2>
        <p>
          {state && <StatusPill tone={state.tone} label={state.label} pulse={state.tone === 'production'} />}
          {row.createdAt && (
            <span>{t('generic.record.created', { day: formats.date(formats.day(row.createdAt)) })}</span>
          )}
          {row.updatedAt && <span>{t('generic.record.updated', { at: formats.instant(row.updatedAt) })}</span>}
        </p>
      </div>
    </div>
  )
}
