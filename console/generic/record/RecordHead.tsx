import { useQuery } from '@tanstack/react-query'
import { referenceTitle } from '@tenon/kernel/fields/ref/ref.view.tsx'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import type { Collection } from '../../app/meta.ts'
import { Avatar, Person } from '../../ui/Avatar.tsx'
import { StatusPill } from '../../ui/StatusPill.tsx'
import { isEmpty, type RecordRow, stateOf } from '../model/record.ts'
import { Viewers } from './presence/Viewers.tsx'
import { historyOptions } from './queries.ts'

interface RecordHeadProps {
  readonly collection: Collection
  readonly row: RecordRow
  readonly title: string
}

/** The party a record is about leads its name, so that a bare number says whose it is. */
function partyOf({ entity }: Collection, row: RecordRow): string | undefined {
  const party = entity.fields.find(
    field => field.kind === 'ref' && field.required && !isEmpty(row[field.name]) && !entity.title.includes(field.name),
  )
  const value = party && row[party.name]
  return typeof value === 'object' ? referenceTitle(value) : undefined
}

/** Whose it is, where its kind of record belongs to somebody. */
function ownerOf({ entity }: Collection, row: RecordRow) {
  const field = entity.fields.find(({ name }) => name === entity.owner)
  const value = field && row[field.name]
  const name = typeof value === 'object' && !isEmpty(value) ? referenceTitle(value) : undefined
  return field && name ? { label: field.label, name } : undefined
}

/** Who created it: told by the entry the history begins with, as far as it has been read. */
function useCreator(path: string, id: string): string | undefined {
  const { data } = useQuery({ ...historyOptions(path, id, 100), enabled: false })
  return data?.data.find(entry => entry.act === 'create')?.actor.name
}

/** What and whose it is, the state it is in, and who else is looking. */
export function RecordHead({ collection, row, title }: RecordHeadProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const state = stateOf(collection.entity, row.status)
  const party = partyOf(collection, row)
  const owner = ownerOf(collection, row)
  const creator = useCreator(collection.path, row.id)
  const day = row.createdAt && formats.date(formats.day(row.createdAt))
  return (
    <div className="record-head">
      <Avatar name={party ?? title} size={36} square />
      <div>
        <h2 className="ellipsis">{[title, party].filter(Boolean).join(' · ')}</h2>
        <div className="record-facts">
          {state && <StatusPill tone={state.tone} label={state.label} pulse={state.tone === 'production'} />}
          {day && (
            <span>
              {creator ? t('record.createdBy', { day, name: creator }) : t('generic.record.created', { day })}
            </span>
          )}
          {owner && (
            <span className="record-owner">
              {owner.label} <Person name={owner.name} size={16} />
            </span>
          )}
          {!owner && row.updatedAt && (
            <span>{t('generic.record.updated', { at: formats.instant(row.updatedAt) })}</span>
          )}
          <Viewers />
        </div>
      </div>
    </div>
  )
}
