import { useQuery } from '@tanstack/react-query'
import { Building2, Check, Factory, MapPin, Search, Ship, Store, UserRound, UsersRound } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Wish } from '../../app/place-of-work.ts'
import { type Site, useSession } from '../../app/session.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { enterOrganisation } from './organisation-entry.ts'
import { everyRoleQuery, organisationsQuery } from './queries.ts'
import { byRecency, recentSites } from './recent-sites.ts'
import { useSwitch } from './useSwitch.ts'

const searchFrom = 8
const siteIcons: Record<string, ReactNode> = {
  headquarters: <Building2 size={15} aria-hidden />,
  factory: <Factory size={15} aria-hidden />,
  exporter: <Ship size={15} aria-hidden />,
  storefront: <Store size={15} aria-hidden />,
}

/** Arrow keys walk through what can be chosen, from the search field too. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined || event.nativeEvent.isComposing) return
  event.preventDefault()
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('.place-option')]
  const at = all.indexOf(document.activeElement as HTMLElement)
  all.at((at === -1 && step === -1 ? 0 : at + step) % all.length)?.focus()
}

/** Site and role in one list: the switcher's layer, and the sheet on a phone. */
export function PlaceChoice({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { person, tenant, site, sites, onlyRole } = useSession()
  const [search, setSearch] = useState('')
  const go = useSwitch()
  const roles = useQuery(everyRoleQuery(site?.id)).data ?? []
  const ordered = useMemo(() => byRecency(sites, recentSites(person.id)), [sites, person.id])
  const wanted = search.trim().toLowerCase()
  const shown = ordered.filter(({ name, type }) =>
    `${name} ${type} ${t(`siteType.${type}`)}`.toLowerCase().includes(wanted),
  )
  const choose = (wish: Wish, place: string) => () => {
    onClose()
    go(wish, place)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys only walk among its buttons, which Tab reaches too.
    <div className="place-choice" onKeyDown={walk}>
      <header className="place-head">
        <b className="ellipsis">{tenant.name}</b>
        <span className="tag">{t('switcher.sites', { count: sites.length })}</span>
      </header>
      {sites.length >= searchFrom && (
        <label className="place-search" data-first>
          <Search size={14} aria-hidden />
          <input value={search} onChange={event => setSearch(event.target.value)} placeholder={t('switcher.search')} />
        </label>
      )}
      <ul className="place-group" aria-label={t('shell.sites')}>
        {shown.map(each => (
          <li key={each.id}>
            <SiteOption
              site={each}
              isCurrent={each.id === site?.id}
              onChoose={choose({ siteId: each.id }, each.name)}
            />
          </li>
        ))}
        {shown.length === 0 && <li className="place-none">{t('switcher.none', { search })}</li>}
      </ul>
      <Organisations onClose={onClose} />
      {roles.length > 1 && (
        <>
          <h3 className="menu-heading">{t('switcher.role')}</h3>
          <ul className="place-group" aria-label={t('switcher.role')}>
            <li>
              <Option
                icon={<UsersRound size={15} aria-hidden />}
                label={t('switcher.allRoles')}
                isCurrent={onlyRole === null}
                onChoose={choose({ roleId: null }, t('switcher.allRoles'))}
              />
            </li>
            {roles.map(({ id, name }) => (
              <li key={id}>
                <Option
                  icon={<UserRound size={15} aria-hidden />}
                  label={name}
                  isCurrent={onlyRole === id}
                  onChoose={choose({ roleId: id }, name)}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

/** The other organisations of one's account: each is entered by a sign-in of its own. */
function Organisations({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { tenant, person } = useSession()
  // Whoever came in for support has no account here.
  const { data = [] } = useQuery({ ...organisationsQuery, enabled: person.email !== '' })
  const others = data.filter(({ id }) => id !== tenant.id)
  if (others.length === 0) return null
  return (
    <>
      <h3 className="menu-heading">{t('switcher.organisations')}</h3>
      <ul className="place-group" aria-label={t('switcher.organisations')}>
        {others.map(each => (
          <li key={each.id}>
            <Option
              icon={<Avatar name={each.name} size={16} square />}
              label={each.name}
              isCurrent={false}
              onChoose={() => {
                onClose()
                enterOrganisation(each)
              }}
            />
          </li>
        ))}
      </ul>
    </>
  )
}

function SiteOption({ site, ...option }: { site: Site; isCurrent: boolean; onChoose: () => void }) {
  const { t } = useTranslation()
  return (
    <Option
      {...option}
      icon={siteIcons[site.type] ?? <MapPin size={15} aria-hidden />}
      label={site.name}
      badge={t(`siteType.${site.type}`, { defaultValue: site.type })}
    />
  )
}

interface OptionProps {
  icon: ReactNode
  label: string
  badge?: string
  isCurrent: boolean
  onChoose: () => void
}
function Option({ icon, label, badge, isCurrent, onChoose }: OptionProps) {
  return (
    <button
      type="button"
      className="place-option"
      aria-current={isCurrent || undefined}
      onClick={isCurrent ? undefined : onChoose}
    >
      <span className="menu-icon">{icon}</span>
      <span className="ellipsis">{label}</span>
      <span className="spread" />
      {badge && <span className="tag">{badge}</span>}
      <span className="menu-icon">{isCurrent && <Check size={14} aria-hidden />}</span>
    </button>
  )
}
