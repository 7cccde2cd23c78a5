import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { Person } from '../../ui/Avatar.tsx'
import type { AuditEntry } from './audit.ts'

interface LogRowsProps {
  readonly entries: readonly AuditEntry[]
  readonly current: string | undefined
  onOpen(entry: AuditEntry): void
}

export const nameOf = ({ record, entity }: AuditEntry) => record.title ?? entity.label

/** One line each; a press shows before and after. */
export function LogRows(props: LogRowsProps) {
  const { phone } = usePreferences()
  return phone ? <PhoneRows {...props} /> : <WideRows {...props} />
}

function WideRows({ entries, current, onOpen }: LogRowsProps) {
  const { t } = useTranslation()
  const { instant } = useFormats()
  return (
    <table className="log-table">
      <thead>
        <tr>
          {(['at', 'who', 'act', 'what', 'changed', 'from'] as const).map(column => (
            <th key={column} scope="col">
              {t(`logs.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map(entry => (
          <tr key={entry.id} data-current={entry.id === current} onClick={() => onOpen(entry)}>
            <td className="num">
              <time dateTime={entry.at}>{instant(entry.at)}</time>
            </td>
            <td>
              <Person name={entry.actor.name} />
            </td>
            <td>
              <button type="button" className="log-open">
                {entry.label}
              </button>
            </td>
            <td>
              <span className="log-what">
                <small>{entry.entity.label}</small>
                <span className="ellipsis">{entry.record.title ?? '–'}</span>
              </span>
            </td>
            <td className="quiet">
              <span className="log-changed">
                {entry.changes
                  .slice(0, 3)
                  .map(({ label }) => label)
                  .join(' · ')}
                {entry.changes.length > 3 && ` +${entry.changes.length - 3}`}
              </span>
            </td>
            <td className="mono quiet">{entry.address ?? entry.via}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function PhoneRows({ entries, onOpen }: LogRowsProps) {
  const { instant } = useFormats()
  return (
    <ul className="log-list">
      {entries.map(entry => (
        <li key={entry.id}>
          <button type="button" onClick={() => onOpen(entry)}>
            <b>
              {entry.label} · {nameOf(entry)}
            </b>
            <span>
              {entry.actor.name} · {entry.entity.label}
            </span>
            <time dateTime={entry.at}>{instant(entry.at)}</time>
          </button>
        </li>
      ))}
    </ul>
  )
}
