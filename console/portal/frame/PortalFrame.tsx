import { Link } from '@tanstack/react-router'
import { Bell, Building2, ClipboardList, Handshake, KeyRound, LayoutGrid, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useUnread } from '../../app/inbox.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { useSession } from '../../app/session.tsx'
import { OfflineBar } from '../../shell/OfflineBar.tsx'
import { PageAnnouncer } from '../../shell/PageAnnouncer.tsx'
import { LanguageToggle, ThemeToggle } from '../../shell/Toggles.tsx'
import { UpdateNotice } from '../../shell/UpdateNotice.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { type AnyPlace, homeOf } from '../addresses.ts'
import type { Outsider } from '../who.ts'
import { Linked } from './Linked.tsx'
import { usePortalLive } from './usePortalLive.ts'
import { usePortalMenu } from './usePortalMenu.tsx'

interface Way {
  readonly path: string
  readonly text: string
  readonly icon: LucideIcon
}
const ways: Readonly<Record<Outsider, readonly Way[]>> = {
  partner: [
    { path: '/portal', text: 'portal.nav.overview', icon: LayoutGrid },
    {
      path: '/portal/orders',
      text: 'portal.nav.orders',
      icon: ClipboardList,
    },
    { path: '/portal/licenses', text: 'portal.nav.licenses', icon: KeyRound },
    { path: '/portal/deals', text: 'portal.nav.deals', icon: Handshake },
    { path: '/portal/company', text: 'portal.nav.company', icon: Building2 },
  ],
  customer: [
    { path: '/portal/own', text: 'portal.nav.own', icon: KeyRound },
    { path: '/portal/account', text: 'portal.nav.account', icon: Building2 },
  ],
}

interface PortalFrameProps {
  readonly as: readonly Outsider[]
  readonly place: AnyPlace
  readonly children: ReactNode
}

/** The shell of people outside: whose portal it is, a handful of places, themselves. No sidebar, and one column. */
export function PortalFrame({ as, place, children }: PortalFrameProps) {
  const { t } = useTranslation()
  const { phone } = usePreferences()
  const items = as.flatMap(each => ways[each])
  usePortalLive()
  return (
    <div className="portal">
      <a className="skip-link" href="#main">
        {t('shell.skip')}
      </a>
      <header className="portal-top">
        <Brand as={as} />
        {!phone && <Ways items={items} className="portal-ways" />}
        <span className="spread" />
        <ToNotices />
        <LanguageToggle />
        <ThemeToggle />
        <Me />
      </header>
      <OfflineBar />
      <UpdateNotice />
      {/* Another page begins at its top. */}
      <main id="main" className="portal-scroll" tabIndex={-1} key={JSON.stringify(place)}>
        <div className="portal-column">
          <Linked as={as}>{children}</Linked>
        </div>
      </main>
      {phone && <Ways items={items} className="phone-bar" />}
      <PageAnnouncer />
    </div>
  )
}

function Brand({ as }: { readonly as: readonly Outsider[] }) {
  const { t } = useTranslation()
  const { tenant } = useSession()
  return (
    <Link to={homeOf(as) as never} className="portal-brand">
      <Avatar name={tenant.name} size={28} square />
      <span className="portal-brand-words">
        <b className="ellipsis">{tenant.name}</b>
        <small className="ellipsis">{t(as.includes('partner') ? 'portal.forPartners' : 'portal.forCustomers')}</small>
      </span>
    </Link>
  )
}

interface WaysProps {
  readonly items: readonly Way[]
  readonly className: string
}

function Ways({ items, className }: WaysProps) {
  const { t } = useTranslation()
  const { phone } = usePreferences()
  return (
    <nav className={className} aria-label={t('shell.navigation')}>
      {items.map(({ path, text, icon: Icon }) => (
        <Link key={path} to={path as never} activeOptions={{ exact: path === '/portal', includeSearch: false }}>
          {phone && <Icon size={20} aria-hidden />}
          <span className="ellipsis">{t(text)}</span>
        </Link>
      ))}
    </nav>
  )
}

function ToNotices() {
  const { t } = useTranslation()
  const unread = useUnread() ?? 0
  const words = unread > 0 ? t('portal.notices.waiting', { count: unread }) : t('portal.notices.title')
  return (
    <Link
      to={'/portal/notices' as never}
      className="icon-button icon-button-medium portal-bell"
      aria-label={words}
      data-tip={words}
    >
      <Bell size={16} aria-hidden />
      {unread > 0 && <span className="phone-count num">{unread > 99 ? '99+' : unread}</span>}
    </Link>
  )
}

function Me() {
  const { t } = useTranslation()
  const { person } = useSession()
  return (
    <Menu label={t('shell.account')} groups={usePortalMenu()} className="portal-me">
      <Avatar name={person.name} size={26} />
      <span className="portal-me-name ellipsis">{person.name}</span>
    </Menu>
  )
}
