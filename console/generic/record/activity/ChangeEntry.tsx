import type { HistoryEntry } from '@tenon/kernel/derive/meta-types.ts'
import { CircleDot, History, Pencil, Plus, Trash2, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../app/formats.ts'
import type { Collection } from '../../../app/meta.ts'
import { useSession } from '../../../app/session.tsx'
import { Person } from '../../../ui/Avatar.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { AuditDiff, type FieldChange, TimelineEntry } from '../../../ui/Timeline.tsx'
import { type RecordRow, stateOf } from '../../model/record.ts'
import { changesOf } from '../changes.tsx'
import { mayEdit } from '../mayEdit.ts'
import { type OldValue, valueBefore, valuesAfter } from './versions.ts'

const icons: Record<string, ReactNode> = {
  create: <Plus size={12} />,
  update: <Pencil size={11} />,
  remove: <Trash2 size={11} />,
  restore: <Undo2 size={12} />,
}
/** A person at the console: nothing that needs saying. */
const quietVia = new Set(['api', 'http', 'console', 'web', ''])

/** A record that came or went as a whole: every value at once says little. */
const isWhole = (changes: readonly FieldChange[]) =>
  changes.length > 4 &&
  (changes.every(({ before }) => before === undefined) || changes.every(({ after }) => after === undefined))

/** All that a new record began with is there to look up, not to read past. */
function FirstValues({ changes }: { readonly changes: readonly FieldChange[] }) {
  const { t } = useTranslation()
  return (
    <details className="first-values">
      <summary>{t('generic.record.valuesSet', { count: changes.length })}</summary>
      <AuditDiff changes={changes} />
    </details>
  )
}

/** The acting site is told when it is not the one where the reader now works. */
function useSiteName() {
  const { site, sites } = useSession()
  return (id: string | null) =>
    id === null || id === site?.id ? undefined : sites.find(other => other.id === id)?.name
}

/** The state the record came to is the colour of what was done. */
function toneOf(collection: Collection, entry: HistoryEntry) {
  const status = entry.changes.find(({ field }) => field === 'status')?.after
  return typeof status === 'string' ? stateOf(collection.entity, status)?.tone : undefined
}

interface ChangeEntryProps {
  readonly collection: Collection
  readonly row: RecordRow
  readonly entry: HistoryEntry
  /** Its place in the history that has been read, newest first. */
  readonly index: number
  readonly history: readonly HistoryEntry[]
  onRestore(values: readonly OldValue[]): void
}

/** Who or what changed the record, when and why: each field before and after, and the way back. */
export function ChangeEntry(props: ChangeEntryProps) {
  const { collection, entry } = props
  const { t } = useTranslation()
  const formats = useFormats()
  const siteName = useSiteName()
  const changes = useRestorable(props)
  const facts = [entry.reason && t('generic.record.reason', { reason: entry.reason }), siteName(entry.site)]
    .filter(Boolean)
    .join(' · ')
  return (
    <TimelineEntry
      icon={icons[entry.act] ?? <CircleDot size={12} />}
      tone={toneOf(collection, entry)}
      at={entry.at}
      time={formats.time(entry.at)}
      extra={
        <>
          {!quietVia.has(entry.via) && (
            <span className="tag">{t(`generic.via.${entry.via}`, { defaultValue: entry.via })}</span>
          )}
          <RestoreVersion {...props} />
        </>
      }
      title={
        <>
          <Person name={entry.actor.name} />
          <span className="secondary ellipsis">{entry.label}</span>
        </>
      }
    >
      {facts && <p className="quiet small">{facts}</p>}
      {changes.length > 0 && (isWhole(changes) ? <FirstValues changes={changes} /> : <AuditDiff changes={changes} />)}
    </TimelineEntry>
  )
}

/** The changes in words, each with a button that puts the old value back where one may. */
function useRestorable({ collection, row, entry, onRestore }: ChangeEntryProps): readonly FieldChange[] {
  const { t } = useTranslation()
  const replaced = new Map(
    entry.act === 'create'
      ? []
      : entry.changes.map(change => [change.field, valueBefore(collection.entity, row, change)]),
  )
  return changesOf(collection.entity, entry).map(change => {
    const value = replaced.get(change.field)
    if (!value || !mayEdit(collection, row, value.field)) return change
    const extra = (
      <IconButton
        key={change.field}
        size="small"
        className="diff-restore"
        label={t('record.restoreValue', { field: change.label })}
        onClick={() => onRestore([value])}
      >
        <Undo2 size={13} />
      </IconButton>
    )
    return { ...change, extra }
  })
}

function RestoreVersion({ collection, row, index, history, onRestore }: ChangeEntryProps) {
  const { t } = useTranslation()
  if (index === 0 || !collection.entity.may.update) return null
  const values = valuesAfter(collection.entity, row, history, index)
  if (!values.some(({ field }) => mayEdit(collection, row, field))) return null
  return (
    <IconButton
      size="small"
      className="entry-restore"
      label={t('record.restoreVersion')}
      onClick={() => onRestore(values)}
    >
      <History size={13} />
    </IconButton>
  )
}
