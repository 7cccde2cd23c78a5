import { Link } from '@tanstack/react-router'
import { CircleCheck, CircleSlash, Minus, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Person } from '../../ui/Avatar.tsx'
import { AskFor } from './AskFor.tsx'
import type { Explanation } from './explain.ts'

interface VerdictProps {
  readonly explanation: Explanation
  readonly isOld: boolean
  /** What one may ask for, in words; undefined where somebody asks about others. */
  readonly right?: string | undefined
}

/** Yes or no in one sentence, then each grant with whether it reaches, what mutes it, and who could change it. */
export function Verdict({ explanation, isOld, right }: VerdictProps) {
  const { t } = useTranslation()
  const { allowed, text, grants, mutes, canGrant } = explanation
  const Icon = allowed ? CircleCheck : CircleSlash
  return (
    <div className="verdict" data-old={isOld || undefined} aria-live="polite">
      <p className={`verdict-text tone-${allowed ? 'accepted' : 'risk'}`}>
        <Icon size={16} aria-hidden />
        <span>
          <b>{t(allowed ? 'access.why.yes' : 'access.why.no')}</b> {text}
        </span>
      </p>
      {grants.length > 0 && (
        <section>
          <h3>{t('access.why.grants')}</h3>
          <ul>
            {grants.map(grant => (
              <li key={grant.text} className={grant.reaches ? 'tone-accepted' : 'tone-unstarted'}>
                {grant.reaches ? <Plus size={13} aria-hidden /> : <Minus size={13} aria-hidden />}
                <span>
                  {grant.text}{' '}
                  <span className="small quiet">{t(grant.reaches ? 'access.why.reaches' : 'access.why.misses')}</span>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {mutes.length > 0 && (
        <section>
          <h3>{t('access.why.mutes')}</h3>
          <ul>
            {mutes.map(mute => (
              <li key={mute.text} className="tone-risk">
                <Minus size={13} aria-hidden />
                <span>{mute.text}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {!allowed && canGrant.length > 0 && (
        <section>
          <h3>{t('access.why.canGrant')}</h3>
          <p className="verdict-people">
            {canGrant.map(({ id, name }) => (
              <Link key={id} to={`/members/${id}` as never} className="link">
                <Person name={name} />
              </Link>
            ))}
          </p>
        </section>
      )}
      {!allowed && right !== undefined && <AskFor right={right} people={canGrant} />}
    </div>
  )
}
