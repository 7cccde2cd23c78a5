import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { useSession } from '../../app/session.tsx'
import { Section } from '../../ui/Section.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import type { RoleHeld } from './explain.ts'
import { useVia } from './useVia.ts'

/** The roles somebody has, by what, where and until when; those not in force too, for that is often the answer. */
export function RolesHeld({ roles }: { readonly roles: readonly RoleHeld[] }) {
  const { t } = useTranslation()
  const { instant } = useFormats()
  const { sites } = useSession()
  const via = useVia()
  return (
    <Section title={t('access.can.roles')} count={roles.length}>
      <ul className="plain-rows">
        {roles.map((role, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one role may be held several times over.
          <li key={at}>
            <StatusGlyph tone={role.inForce ? 'accepted' : 'unstarted'} />
            <Link to={`/roles/${role.id}` as never} className="link">
              {role.name}
            </Link>
            <span className="tag">{via(role.via)}</span>
            {role.site && (
              <span className="tag">{sites.find(({ id }) => id === role.site)?.name ?? t('access.can.otherSite')}</span>
            )}
            <span className="spread" />
            <span className="small quiet num">
              {!role.inForce && `${t('access.holders.rests')} `}
              {role.startsAt && t('access.holders.from', { at: instant(role.startsAt) })}{' '}
              {role.endsAt && t('access.holders.until', { at: instant(role.endsAt) })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
