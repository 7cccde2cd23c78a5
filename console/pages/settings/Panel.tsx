import type { ReactNode } from 'react'
import { PageBar } from '../../ui/PageBar.tsx'
import './panel.css'

interface SettingsPageProps {
  readonly title: string
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A page of settings: one column of panels that scrolls below its bar. */
export function SettingsPage({ title, actions, children }: SettingsPageProps) {
  return (
    <>
      <PageBar title={title} back="/settings" actions={actions} />
      <div className="panels">{children}</div>
    </>
  )
}

interface PanelProps {
  readonly title: string
  readonly text?: ReactNode
  /** At the right of the title: what adds to the panel. */
  readonly extra?: ReactNode
  readonly children: ReactNode
}

export function Panel({ title, text, extra, children }: PanelProps) {
  return (
    <section className="panel" aria-label={title}>
      <header>
        <div>
          <h2>{title}</h2>
          {text && <p>{text}</p>}
        </div>
        {extra}
      </header>
      <div className="panel-sheet">{children}</div>
    </section>
  )
}

interface LineProps {
  readonly icon?: ReactNode
  readonly title: ReactNode
  /** Beside the title: this one, expired. */
  readonly tag?: ReactNode
  readonly text?: ReactNode
  /** At the right, what can be done. */
  readonly children?: ReactNode
}

/** One thing of a panel with what can be done to it. */
export function Line({ icon, title, tag, text, children }: LineProps) {
  return (
    <div className="panel-line">
      {icon && <span className="panel-icon">{icon}</span>}
      <div className="panel-words">
        <b>
          {title}
          {tag}
        </b>
        {text && <span>{text}</span>}
      </div>
      {children && <div className="panel-acts">{children}</div>}
    </div>
  )
}

/** What stands in a panel that has nothing yet. */
export const NoLines = ({ children }: { readonly children: ReactNode }) => <p className="panel-none">{children}</p>
