import { Link, useRouterState } from '@tanstack/react-router'
import { House, Menu as MenuIcon, Search } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CollectionIcon } from '../ui/icons.tsx'
import { type Destination, useDestinations } from './destinations.ts'
import { MoreSheet } from './MoreSheet.tsx'

interface PhoneBarProps {
  onSearch: () => void
  onSheet: () => void
  onPlace: () => void
}

/** Five places a thumb reaches: home, the two main lists, search, everything else. */
export function PhoneBar({ onSearch, onSheet, onPlace }: PhoneBarProps) {
  const { t } = useTranslation()
  const [more, setMore] = useState(false)
  const [first, second] = useDestinations()
    .flatMap(group => group.items)
    .filter(({ url }) => url === undefined)
  const path = useRouterState({ select: state => state.location.pathname })
  const elsewhere = ![undefined, first?.path, second?.path].includes(path.split('/')[1] || undefined)
  return (
    <nav className="phone-bar" data-tour="navigation" aria-label={t('shell.navigation')}>
      <Link to="/" activeOptions={{ exact: true, includeSearch: false }}>
        <House size={20} aria-hidden />
        <span>{t('shell.home')}</span>
      </Link>
      {first && <Place item={first} />}
      <button
        type="button"
        data-tour="search"
        className="phone-bar-main"
        aria-label={t('shell.search')}
        onClick={onSearch}
      >
        <Search size={22} aria-hidden />
      </button>
      {second && <Place item={second} />}
      <button
        type="button"
        data-status={elsewhere ? 'active' : undefined}
        aria-haspopup="dialog"
        onClick={() => setMore(true)}
      >
        <MenuIcon size={20} aria-hidden />
        <span>{t('shell.more')}</span>
      </button>
      {more && <MoreSheet onClose={() => setMore(false)} onSheet={onSheet} onPlace={onPlace} />}
    </nav>
  )
}

function Place({ item }: { item: Destination }) {
  return (
    <Link to={`/${item.path}` as never} activeOptions={{ includeSearch: false }}>
      <CollectionIcon name={item.icon} size={20} />
      <span className="ellipsis">{item.label}</span>
    </Link>
  )
}
