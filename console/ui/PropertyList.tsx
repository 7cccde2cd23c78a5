import type { ReactNode } from 'react'

export function PropertyList({ children }: { children: ReactNode }) {
  return <dl className="properties">{children}</dl>
}

/** A name and its value. `editing` draws the focus ring of an inline control around the value. */
export function Property({ label, children, editing }: { label: ReactNode; children: ReactNode; editing?: boolean }) {
  return (
    <div className="property">
      <dt>{label}</dt>
      <dd data-editing={editing}>{children}</dd>
    </div>
  )
}

/** What stands where there is no value. */
export const NoValue = () => <span className="no-value">—</span>
