import { Link } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { useMeta } from '../../app/meta.ts'
import { changesOf } from '../../generic/record/changes.tsx'
import { Person } from '../../ui/Avatar.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Property, PropertyList } from '../../ui/PropertyList.tsx'
import { AuditDiff, type FieldChange } from '../../ui/Timeline.tsx'
import type { AuditEntry } from './audit.ts'
import { nameOf } from './LogRows.tsx'

/** Values as people read them, where the kind of record is known to this reader; otherwise as they were kept. */
function useChanges(entry: AuditEntry): readonly FieldChange[] {
  const entity = useMeta().entities[entry.entity.name]
  if (entity) return changesOf(entity, entry)
  const plain = (value: unknown) =>
    value === null || value === undefined
      ? undefined
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value)
  return entry.changes.map(({ field, label, before, after, beforeTitle, afterTitle }) => ({
    field,
    label,
    before: beforeTitle ?? plain(before),
    after: afterTitle ?? plain(after),
  }))
}

/** One entry of the log: who, when, from where, and every value before and after. */
export function EntryDrawer({ entry, onClose }: { readonly entry: AuditEntry; onClose(): void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const changes = useChanges(entry)
  const { actor, entity, record, reason, via, address, requestId, at } = entry
  const name = nameOf(entry)
  return (
    <Dialog label={`${entry.label} · ${name}`} className="drawer" onClose={onClose}>
      <div className="panel-form">
        <header>
          <h2 className="ellipsis">{entry.label}</h2>
          <span className="spread" />
          <IconButton label={t('shell.close')} onClick={onClose} data-autofocus>
            <X size={15} />
          </IconButton>
        </header>
        <div className="panel-scroll">
          <PropertyList>
            <Property label={t('logs.column.what')}>
              {entity.path ? (
                <Link to={`/${entity.path}/${record.id}` as never} className="link">
                  {name}
                </Link>
              ) : (
                name
              )}
              <span className="quiet">{entity.label}</span>
            </Property>
            <Property label={t('logs.column.who')}>
              <Person name={actor.name} />
            </Property>
            <Property label={t('logs.column.at')}>
              <time dateTime={at}>
                {formats.date(formats.day(at))} {formats.time(at)}
              </time>
            </Property>
            <Property label={t('logs.column.from')}>
              <span className="mono">{[address, via].filter(Boolean).join(' · ')}</span>
            </Property>
            {reason && <Property label={t('logs.reason')}>{reason}</Property>}
            {requestId && (
              <Property label={t('logs.request')}>
                <span className="mono">{requestId}</span>
              </Property>
            )}
          </PropertyList>
          <h3 className="log-changes">{t('logs.changes', { count: changes.length })}</h3>
          {changes.length > 0 ? <AuditDiff changes={changes} /> : <p className="quiet">{t('logs.noChanges')}</p>}
        </div>
      </div>
    </Dialog>
  )
}
