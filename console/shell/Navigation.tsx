import { Link, useRouterState } from '@tanstack/react-router'
import { ChartPie, ChevronDown, ChevronLeft, CircleCheck, House, Inbox, Settings } from 'lucide-react'
import { Fragment, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../app/formats.ts'
import { useUnread } from '../app/inbox.ts'
import { useMeta } from '../app/meta.ts'
import { isInSettings } from '../app/places.ts'
import { tasksPath, useHasTasks, useOpenTasks } from '../app/tasks.ts'
import { CollectionIcon } from '../ui/icons.tsx'
import { type Destination, type DestinationGroup, useDestinations } from './destinations.ts'

interface NavigationProps {
  /** Only icons: the labels become tips. */
  rail?: boolean
  onGo?: (() => void) | undefined
}

/** Home and one group for each installed system; inside the settings their groups instead, with the way back. */
export function Navigation({ rail = false, onGo }: NavigationProps) {
  const { t } = useTranslation()
  const groups = useDestinations()
  const meta = useMeta()
  const inSettings = useRouterState({ select: state => isInSettings(state.location.pathname, meta) })
  const shown = groups
    .filter(group => group.inSettings === inSettings)
    .map(group => ({
      ...group,
      items: group.items.filter(({ path }) => group.system !== 'workspace' || path !== tasksPath),
    }))
    // My tasks leads there: a heading for that one list alone would only say it twice.
    .filter(({ items }) => items.length > 0)
  const entry = { rail, onGo }
  return (
    <nav className="nav" data-tour="navigation" aria-label={t('shell.navigation')}>
      {inSettings ? (
        <Entry {...entry} to="/" label={t('shell.backToWork')} icon={<ChevronLeft size={15} aria-hidden />} />
      ) : (
        <>
          <Entry {...entry} to="/" label={t('shell.home')} icon={<House size={15} strokeWidth={1.75} aria-hidden />} />
          <Own {...entry} />
        </>
      )}
      {shown.map(group => (
        <Group key={group.system} group={group} rail={rail}>
          {group.items.map((item, at) => (
            <Fragment key={item.path}>
              {!rail && item.folder && item.folder !== group.items[at - 1]?.folder && (
                <span className="nav-folder ellipsis">{item.folder}</span>
              )}
              <Place {...entry} item={item} />
            </Fragment>
          ))}
        </Group>
      ))}
      <span className="spread" />
      <Entry
        {...entry}
        to="/settings"
        label={t('shell.settings')}
        icon={<Settings size={15} strokeWidth={1.75} aria-hidden />}
      />
    </nav>
  )
}

/** What waits for this person: told, and to be done. */
function Own(entry: NavigationProps) {
  const { t } = useTranslation()
  const unread = useUnread()
  const tasks = useOpenTasks()
  const hasTasks = useHasTasks()
  return (
    <>
      <Entry
        {...entry}
        to="/inbox"
        label={t('nav.inbox')}
        icon={<Inbox size={15} strokeWidth={1.75} aria-hidden />}
        count={unread}
      />
      {hasTasks && (
        <Entry
          {...entry}
          to="/my_tasks"
          label={t('nav.tasks')}
          icon={<CircleCheck size={15} strokeWidth={1.75} aria-hidden />}
          count={tasks}
        />
      )}
      <Entry
        {...entry}
        to="/reports"
        label={t('nav.reports')}
        icon={<ChartPie size={15} strokeWidth={1.75} aria-hidden />}
      />
    </>
  )
}

function Place({ item, ...entry }: NavigationProps & { item: Destination }) {
  const icon = <CollectionIcon name={item.icon} />
  if (!item.url) return <Entry {...entry} to={`/${item.path}`} label={item.label} icon={icon} />
  return (
    <a className="nav-item" href={item.url} target="_blank" rel="noreferrer" onClick={entry.onGo}>
      {icon}
      <span className="ellipsis">{item.label}</span>
    </a>
  )
}

interface EntryProps extends NavigationProps {
  to: string
  label: string
  icon: ReactNode
  count?: number | undefined
}
function Entry({ to, label, icon, count = 0, rail, onGo }: EntryProps) {
  const { number } = useFormats()
  return (
    <Link
      to={to as never}
      className="nav-item"
      activeOptions={{ exact: to === '/' || to === '/settings', includeSearch: false }}
      onClick={onGo}
      data-tip={rail ? label : undefined}
      data-tip-side="right"
    >
      {icon}
      <span className="ellipsis">{label}</span>
      {count > 0 && <span className="nav-count num">{count > 99 ? '99+' : number(count)}</span>}
    </Link>
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
      {!rail && group.label !== '' && (
        <button type="button" className="nav-heading" aria-expanded={open} onClick={toggle}>
          <span className="ellipsis">{group.label}</span>
          <ChevronDown size={12} aria-hidden />
        </button>
      )}
      {(open || rail || group.label === '') && children}
    </div>
  )
}
