import { useQuery } from '@tanstack/react-query'
import type { EntityMeta, HistoryEntry } from '@tenon/kernel/derive/meta-types.ts'
import { CircleDot, Pencil, Plus, Trash2, Undo2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { useSession } from '../../app/session.tsx'
import { Person } from '../../ui/Avatar.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { AuditDiff, type FieldChange, Timeline, TimelineDay, TimelineEntry } from '../../ui/Timeline.tsx'
import { changesOf } from './changes.tsx'
import { historyOptions } from './queries.ts'

const page = 30
const most = 500
const icons: Record<string, ReactNode> = {
  create: <Plus size={12} />,
  update: <Pencil size={11} />,
  remove: <Trash2 size={11} />,
  restore: <Undo2 size={12} />,
}

/** Entries under the day they happened, newest first. */
function byDay(entries: readonly HistoryEntry[], dayOf: (at: string) => string) {
  const days = new Map<string, HistoryEntry[]>()
  for (const entry of entries) {
    const day = dayOf(entry.at)
    days.set(day, [...(days.get(day) ?? []), entry])
  }
  return [...days]
}

/** Who changed what, when, from where and why, before and after. */
export function History({
  path,
  id,
  entity,
}: {
  readonly path: string
  readonly id: string
  readonly entity: EntityMeta
}) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [size, setSize] = useState(page)
  const history = useQuery({ ...historyOptions(path, id, size), placeholderData: before => before })
  if (history.isPending) return <SkeletonRows rows={4} />
  if (history.isError && !history.data) return <ErrorBlock problem={history.error} onRetry={() => history.refetch()} />
  const entries = history.data.data
  const more = entries.length >= size && size < most
  return (
    <Timeline label={t('generic.record.history')}>
      {byDay(entries, formats.day).map(([day, list]) => (
        <TimelineDay key={day} label={day === formats.today ? t('generic.record.today') : formats.date(day)}>
          {list.map(entry => (
            <Entry key={entry.id} entry={entry} entity={entity} />
          ))}
        </TimelineDay>
      ))}
      {more && (
        <button type="button" className="link" onClick={() => setSize(Math.min(most, size + page * 2))}>
          {t('generic.record.olderHistory')}
        </button>
      )}
    </Timeline>
  )
}

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

function Entry({ entry, entity }: { readonly entry: HistoryEntry; readonly entity: EntityMeta }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const siteName = useSiteName()
  const changes = changesOf(entity, entry)
  const facts = [entry.reason && t('generic.record.reason', { reason: entry.reason }), siteName(entry.site)]
    .filter(Boolean)
    .join(' · ')
  return (
    <TimelineEntry
      icon={icons[entry.act] ?? <CircleDot size={12} />}
      at={entry.at}
      time={formats.time(entry.at)}
      extra={
        !quietVia.has(entry.via) && (
          <span className="tag">{t(`generic.via.${entry.via}`, { defaultValue: entry.via })}</span>
        )
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
