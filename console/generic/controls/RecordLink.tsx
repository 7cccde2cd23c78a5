import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTitle } from './useTitle.ts'

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

/** The same, for a record of which only the id is known: lines carry bare ids. */
export function RecordName({
  path,
  entity,
  id,
}: {
  readonly path: string
  readonly entity: string
  readonly id: string
}) {
  const title = useTitle(path, entity, id)
  return (
    <RecordLink path={path} id={id}>
      {title ?? '…'}
    </RecordLink>
  )
}

export const recordAddress = (path: string, id: string) => `/${path}/${id}`
