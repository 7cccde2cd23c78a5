import { Check, ChevronsUpDown, Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../app/session.tsx'
import { Avatar } from '../ui/Avatar.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import type { MenuGroup } from '../ui/Menu.tsx'
import { Navigation } from './Navigation.tsx'
import { LanguageToggle, ThemeToggle } from './Toggles.tsx'
import { useAccountMenu } from './useAccountMenu.tsx'

interface MoreSheetProps {
  onClose: () => void
  onSheet: () => void
  onPlace: () => void
  /** Where the bar has no place for it. */
  onSearch: (() => void) | undefined
}

/** Everything the phone's bar has no place for, in a sheet from the bottom edge. */
export function MoreSheet({ onClose, onSheet, onPlace, onSearch }: MoreSheetProps) {
  const { t } = useTranslation()
  const { person, tenant, site, roles } = useSession()
  const account = useAccountMenu(onSheet)
  const choosePlace = () => {
    onClose()
    onPlace()
  }
  return (
    <Dialog label={t('shell.more')} className="bottom-sheet" onClose={onClose}>
      <i className="grip" aria-hidden />
      <header>
        <Avatar name={person.name} size={36} />
        <span className="switcher-words">
          <b className="ellipsis">{person.name}</b>
          <small className="ellipsis">{person.email}</small>
        </span>
        <LanguageToggle />
        <ThemeToggle />
      </header>
      <button type="button" className="switcher" aria-haspopup="dialog" onClick={choosePlace}>
        <span className="switcher-words">
          <b className="ellipsis">{tenant.name}</b>
          <small className="ellipsis">
            {[site?.name, roles.map(role => role.name).join(t('switcher.and'))].filter(Boolean).join(' · ')}
          </small>
        </span>
        <ChevronsUpDown size={16} aria-hidden />
      </button>
      {onSearch && (
        <button
          type="button"
          className="side-search"
          onClick={() => {
            onClose()
            onSearch()
          }}
        >
          <Search size={16} aria-hidden />
          <span className="ellipsis">{t('shell.search')}</span>
        </button>
      )}
      <Navigation onGo={onClose} />
      {account.slice(-1).map(group => (
        <Choices key={group.items[0]?.key} group={group} onClose={onClose} />
      ))}
    </Dialog>
  )
}

function Choices({ group, onClose }: { group: MenuGroup; onClose: () => void }) {
  return (
    <div className="menu-group">
      {group.label && <div className="menu-heading">{group.label}</div>}
      {group.items.map(item => (
        <button
          key={item.key}
          type="button"
          aria-pressed={item.checked}
          onClick={() => {
            onClose()
            item.onSelect()
          }}
        >
          <span className="menu-icon">{item.checked ? <Check size={18} /> : item.icon}</span>
          <span className="ellipsis">{item.label}</span>
        </button>
      ))}
    </div>
  )
}
