import { Link, useRouterState } from '@tanstack/react-router'
import { CircleCheck, House, Menu as MenuIcon, ScanLine, Search } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHasTasks, useOpenTasks } from '../app/tasks.ts'
import { CollectionIcon } from '../ui/icons.tsx'
import { type Destination, useDestinations } from './destinations.ts'
import { MoreSheet } from './MoreSheet.tsx'

const Scanner = lazy(async () => ({ default: (await import('../generic/controls/Scanner.tsx')).Scanner }))

/** A camera is given to pages on a safe connection only. */
const hasCamera = () => typeof navigator.mediaDevices?.getUserMedia === 'function'

interface PhoneBarProps {
  /** With words to begin with: what a code said. */
  onSearch: (words?: string) => void
  onSheet: () => void
  onPlace: () => void
}

/** Five places a thumb reaches: home, the main list, the scanner (search without a camera), tasks, everything else. */
export function PhoneBar({ onSearch, onSheet, onPlace }: PhoneBarProps) {
  const { t } = useTranslation()
  const [more, setMore] = useState(false)
  const hasTasks = useHasTasks()
  const lists = useDestinations()
    .flatMap(group => group.items)
    .filter(({ url, path }) => url === undefined && path !== 'tasks')
  const [first, second] = lists
  const path = useRouterState({ select: state => state.location.pathname })
  const shown = [undefined, first?.path, hasTasks ? 'my_tasks' : second?.path]
  const elsewhere = !shown.includes(path.split('/')[1] || undefined)
  const scans = hasCamera()
  return (
    <nav className="phone-bar" data-tour="navigation" aria-label={t('shell.navigation')}>
      <Link to="/" activeOptions={{ exact: true, includeSearch: false }}>
        <House size={20} aria-hidden />
        <span>{t('shell.home')}</span>
      </Link>
      {first && <Place item={first} />}
      {scans ? <ScanButton onText={onSearch} /> : <SearchButton onSearch={() => onSearch()} />}
      {hasTasks ? <Tasks /> : second && <Place item={second} />}
      <button
        type="button"
        data-tour={scans ? 'search' : undefined}
        data-status={elsewhere ? 'active' : undefined}
        aria-haspopup="dialog"
        onClick={() => setMore(true)}
      >
        <MenuIcon size={20} aria-hidden />
        <span>{t('shell.more')}</span>
      </button>
      {more && (
        <MoreSheet
          onClose={() => setMore(false)}
          onSheet={onSheet}
          onPlace={onPlace}
          onSearch={scans ? () => onSearch() : undefined}
        />
      )}
    </nav>
  )
}

function SearchButton({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      data-tour="search"
      className="phone-bar-main"
      aria-label={t('shell.search')}
      onClick={onSearch}
    >
      <Search size={22} aria-hidden />
    </button>
  )
}

/** What a code says is searched for among all records. */
function ScanButton({ onText }: { onText: (text: string) => void }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="phone-bar-main" aria-label={t('nav.scan')} onClick={() => setOpen(true)}>
        <ScanLine size={22} aria-hidden />
      </button>
      <Suspense>
        {open && (
          <Scanner
            label={t('nav.scanned')}
            onClose={() => setOpen(false)}
            onText={text => {
              setOpen(false)
              onText(text)
            }}
          />
        )}
      </Suspense>
    </>
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

function Tasks() {
  const { t } = useTranslation()
  const count = useOpenTasks() ?? 0
  return (
    <Link to={'/my_tasks' as never} activeOptions={{ includeSearch: false }}>
      <CircleCheck size={20} aria-hidden />
      <span className="ellipsis">{t('nav.tasksShort')}</span>
      {count > 0 && <span className="phone-count num">{count > 99 ? '99+' : count}</span>}
    </Link>
  )
}
