import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

interface ListLinkProps {
  path: string
  query: Readonly<Record<string, string>>
  children: ReactNode
  className?: string | undefined
}

/** To the list that a figure counts, with the same conditions. */
export const ListLink = ({ path, query, children, className }: ListLinkProps) => (
  <Link to="/$collection" params={{ collection: path }} search={query as never} className={className}>
    {children}
  </Link>
)
