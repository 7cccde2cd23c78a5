import { Link } from '@tanstack/react-router'
import { ChevronDown, House } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CollectionIcon } from '../ui/icons.tsx'
import { type DestinationGroup, useDestinations } from './destinations.ts'

interface NavigationProps {
  /** Only icons: the labels become tips. */
  rail?: boolean
  onGo?: () => void
}

/** Home, and one group for each installed system the person may see something of. */
export function Navigation({ rail = false, onGo }: NavigationProps) {
  const { t } = useTranslation()
  const groups = useDestinations()
  return (
    <nav className="nav" aria-label={t('shell.navigation')}>
      <Link
        to="/"
        className="nav-item"
        activeOptions={{ exact: true, includeSearch: false }}
        onClick={onGo}
        data-tip={rail ? t('shell.home') : undefined}
        data-tip-side="right"
      >
        <House size={15} strokeWidth={1.75} aria-hidden />
        <span className="ellipsis">{t('shell.home')}</span>
      </Link>
      {groups.map(group => (
        <Group key={group.system} group={group} rail={rail}>
          {group.items.map(item => (
            <Link
              key={item.path}
              to="/$collection"
              params={{ collection: item.path }}
              className="nav-item"
              activeOptions={{ includeSearch: false }}
              onClick={onGo}
              data-tip={rail ? item.label : undefined}
              data-tip-side="right"
            >
              <CollectionIcon name={item.icon} />
              <span className="ellipsis">{item.label}</span>
            </Link>
          ))}
        </Group>
      ))}
    </nav>
  )
}

function Group({ group, rail, children }: { group: DestinationGroup; rail: boolean; children: ReactNode }) {
  const key = `tenon.nav.${group.system}`
  const [open, setOpen] = useState(() => localStorage.getItem(key) !== 'folded')
  const toggle = () => {
    localStorage.setItem(key, open ? 'folded' : 'open')
    setOpen(!open)
  }
  return (
    <div className="nav-group">
      {!rail && (
        <button type="button" className="nav-heading" aria-expanded={open} onClick={toggle}>
          <span className="ellipsis">{group.label}</span>
          <ChevronDown size={12} aria-hidden />
        </button>
      )}
      {(open || rail) && children}
    </div>
  )
}
