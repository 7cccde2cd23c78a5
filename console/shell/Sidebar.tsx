import { Search } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Kbd } from '../ui/Kbd.tsx'
import type { ShellControls } from '../ui/ShellContext.ts'
import { Account } from './Account.tsx'
import { Navigation } from './Navigation.tsx'
import { Switcher } from './Switcher.tsx'

interface SidebarProps {
  controls: ShellControls & { close: () => void }
  onSearch: () => void
  onSheet: () => void
  isChoosingPlace: boolean
  onChoosePlace: (open: boolean) => void
}

export function Sidebar({ controls, onSearch, onSheet, isChoosingPlace, onChoosePlace }: SidebarProps) {
  const { t } = useTranslation()
  const over = controls.sidebar === 'overlay'
  useEffect(() => {
    if (!over) return
    const back = (event: KeyboardEvent) => event.key === 'Escape' && controls.close()
    addEventListener('keydown', back)
    return () => removeEventListener('keydown', back)
  }, [over, controls])
  return (
    <>
      {over && <button type="button" className="side-veil" aria-label={t('shell.close')} onClick={controls.close} />}
      <aside className="side">
        <Switcher open={isChoosingPlace} onOpen={onChoosePlace} />
        <button
          type="button"
          data-tour="search"
          className="side-search"
          onClick={onSearch}
          aria-label={t('shell.search')}
        >
          <Search size={14} aria-hidden />
          <span className="ellipsis">{t('shell.search')}</span>
          <Kbd keys="mod k" />
        </button>
        <Navigation rail={controls.sidebar === 'collapsed'} onGo={controls.close} />
        <Account onSheet={onSheet} />
      </aside>
    </>
  )
}
