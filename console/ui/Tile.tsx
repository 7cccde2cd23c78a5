import { CatchBoundary, type ErrorComponentProps } from '@tanstack/react-router'
import type { CSSProperties, ReactNode } from 'react'
import { cx } from './class-names.ts'
import { ErrorBlock } from './ErrorBlock.tsx'

/** A tile fails alone: the rest of the page stands. */
function TileFault({ error, reset }: ErrorComponentProps) {
  return <ErrorBlock problem={error} onRetry={reset} className="tile-error" />
}

/** A bordered block of a page. Never one inside another. */
export function Tile({
  title,
  sub,
  extra,
  children,
  className,
  style,
}: {
  title?: string
  sub?: ReactNode
  extra?: ReactNode
  children: ReactNode
  className?: string
  style?: CSSProperties
}) {
  return (
    <section className={cx('tile', className)} style={style} aria-label={title}>
      {title && (
        <header>
          <h2>{title}</h2>
          {sub && <span className="tile-sub ellipsis">{sub}</span>}
          <span className="spread" />
          {extra}
        </header>
      )}
      <CatchBoundary getResetKey={() => title ?? ''} errorComponent={TileFault}>
        {children}
      </CatchBoundary>
    </section>
  )
}

export const Tag = ({ children }: { children: ReactNode }) => <span className="tag">{children}</span>
