import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../app/formats.ts'
import { isGranted } from '../../../app/permission.ts'
import { useSession } from '../../../app/session.tsx'
import type { AboveProps } from '../../../generic/list/above.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { ErrorBlock } from '../../../ui/ErrorBlock.tsx'
import { Meter } from '../../../ui/Meter.tsx'
import { Section } from '../../../ui/Section.tsx'
import { ListLink } from '../../home/ListLink.tsx'
import { type EngineerWork, loadOf, useEngineers } from './engineers.ts'
import '../licensing.css'

/** Who has how much to deploy against what they take on at a time; a name leads to that person's open deployments. */
export function EngineerLoad({ query }: AboveProps) {
  const { t } = useTranslation()
  const { permissions } = useSession()
  const may = isGranted(permissions, 'licensing.engineer.read')
  const { data, error, refetch } = useEngineers({}, may)
  if (!may) return null
  if (error && !data) return <ErrorBlock problem={error} onRetry={() => refetch()} className="above-problem" />
  if (!data) return <div className="above above-waiting" aria-busy />
  const people = data.data.toSorted(
    (one, other) => loadOf(other) - loadOf(one) || (other.open?.count ?? 0) - (one.open?.count ?? 0),
  )
  if (people.length === 0) return null
  const over = people.filter(person => loadOf(person) > 1).length
  return (
    <div className="above">
      <Section
        title={t('engineers.load')}
        count={over > 0 ? t('engineers.overloaded', { count: over }) : undefined}
        remember="deployments.load"
        extra={<span className="small quiet above-legend">{t('engineers.legend')}</span>}
      >
        <ul className="loads">
          {people.map(person => (
            <Load key={person.id} person={person} isAsked={query['filter[engineers][contains]'] === person.id} />
          ))}
        </ul>
      </Section>
    </div>
  )
}

function Load({ person, isAsked }: { person: EngineerWork; isAsked: boolean }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const { name, open, overdue, capacity } = person
  if (!open) return null
  const load = loadOf(person)
  const tone = load > 1 ? 'risk' : load === 1 ? 'issue' : undefined
  return (
    <li>
      <ListLink path={open.list.collection} query={{ ...open.list.query, shape: 'board' }} className="load">
        <Avatar name={name} size={22} />
        <span className="load-name ellipsis" data-asked={isAsked}>
          {name}
        </span>
        <span className={tone === 'risk' ? 'num over' : 'num'}>
          {number(open.count)}
          {capacity !== null && <span className="quiet"> / {number(capacity)}</span>}
        </span>
        {capacity !== null && (
          <Meter value={open.count} max={capacity} label={t('engineers.loadOf', { name })} {...(tone && { tone })} />
        )}
        <small className={overdue && overdue.count > 0 ? 'late' : 'quiet'}>
          {overdue && overdue.count > 0 ? t('engineers.overdue', { count: overdue.count }) : t('engineers.onTrack')}
        </small>
      </ListLink>
    </li>
  )
}
