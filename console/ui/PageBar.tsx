import { Link } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight, PanelLeft } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../app/preferences.tsx'
import { HelpButton } from '../help/HelpButton.tsx'
import { IconButton } from './IconButton.tsx'
import { Logo } from './Logo.tsx'
import { useShell } from './ShellContext.ts'

interface PageBarProps {
  title: ReactNode
  /** The tab's name in the browser; needed when the title is not plain text. */
  documentTitle?: string | undefined
  /** Where the page belongs, left of the title; a link where there is one. */
  crumb?: ReactNode
  /** Beside the title: copy, star, a count. On a phone the line below it. */
  beside?: ReactNode
  /** Local actions at the right; one primary button at most. */
  actions?: ReactNode
  /** On a phone, the page this one was pushed over. */
  back?: string | undefined
}

/** The line above a page: 46 px, on a phone 52 px with Back or the logo. Holds the page's only h1. */
export function PageBar({ title, documentTitle, crumb, beside, actions, back }: PageBarProps) {
  const { phone } = usePreferences()
  const name = documentTitle ?? (typeof title === 'string' ? title : undefined)
  useEffect(() => {
    if (name) document.title = `${name} · Tenon`
  }, [name])
  return phone ? (
    <header className="page-bar page-bar-phone">
      {back ? <Back to={back} /> : <Logo size={24} />}
      <div className="page-bar-words">
        <h1 className="ellipsis">{title}</h1>
        {beside && <small className="ellipsis">{beside}</small>}
      </div>
      <span className="spread" />
      {!back && <HelpButton touch />}
      {actions}
    </header>
  ) : (
    <header className="page-bar">
      <SidebarToggle />
      {crumb && (
        <span className="crumb">
          {crumb}
          <ChevronRight size={13} aria-hidden />
        </span>
      )}
      <h1 className="ellipsis">{title}</h1>
      {beside}
      <span className="spread" />
      <HelpButton />
      {actions}
    </header>
  )
}

function Back({ to }: { to: string }) {
  const { t } = useTranslation()
  return (
    <Link to={to} className="icon-button icon-button-touch" aria-label={t('page.back')}>
      <ChevronLeft size={22} />
    </Link>
  )
}

function SidebarToggle() {
  const { t } = useTranslation()
  const shell = useShell()
  if (!shell) return null
  const label = shell.sidebar === 'open' ? t('shell.collapse') : t('shell.expand')
  return (
    <IconButton label={label} shortcut="[" onClick={shell.toggleSidebar}>
      <PanelLeft size={15} />
    </IconButton>
  )
}
