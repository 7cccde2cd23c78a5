import type { ReactNode } from 'react'
import type { Collection } from '../../app/meta.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { ListBones, Loaded } from '../../ui/Skeleton.tsx'
import type { ListState } from '../model/listState.ts'
import { FirstUse, NoMatch } from './ListStates.tsx'
import type { Rows } from './useRows.ts'

interface ListBodyProps {
  readonly collection: Collection
  readonly state: ListState
  readonly rows: Rows
  readonly children: ReactNode
  onChange(state: ListState): void
}

/** The table, or why there is none. An error never takes away rows that are already there. */
export function ListBody(props: ListBodyProps) {
  return (
    <Loaded loading={props.rows.status === 'pending'} skeleton={<ListBones rows={14} />}>
      {() => <Answered {...props} />}
    </Loaded>
  )
}

function Answered({ collection, state, rows, children, onChange }: ListBodyProps) {
  if (rows.status === 'error' && rows.count === 0)
    return (
      <div className="list-problem">
        <ErrorBlock problem={rows.error} onRetry={rows.retry} />
      </div>
    )
  const narrowed = state.filters.length > 0 || state.search !== '' || state.scope !== null
  if ((rows.lines ?? rows).count === 0 && !rows.stale)
    return narrowed ? <NoMatch {...{ collection, state, onChange }} /> : <FirstUse collection={collection} />
  return (
    <>
      {rows.error && (
        <div className="list-problem">
          <ErrorBlock problem={rows.error} onRetry={rows.retry} />
        </div>
      )}
      {children}
    </>
  )
}
