import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** A real link to a record: middle click, copy address and new tab work. */
export function RecordLink({
  path,
  id,
  children,
}: {
  readonly path: string
  readonly id: string
  readonly children: ReactNode
}) {
  return (
    <Link className="link" to={recordAddress(path, id) as never}>
      {children}
    </Link>
  )
}

export const recordAddress = (path: string, id: string) => `/${path}/${id}`
