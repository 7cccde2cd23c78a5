import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ListBones } from '../../ui/Skeleton.tsx'
import type { Rows as Answered } from '../api.ts'
import { Answer } from './Page.tsx'

type Query<T> = UseInfiniteQueryResult<InfiniteData<Answered<T>>, Error>

interface RowsProps<T> {
  readonly query: Query<T>
  readonly nothing: ReactNode
  readonly children: (rows: readonly T[]) => ReactNode
}

/** The rows that have come so far, or what stands there when there are none. */
export function Rows<T>({ query, nothing, children }: RowsProps<T>) {
  return (
    <Answer query={query} skeleton={<Bones />}>
      {({ pages }) => {
        const rows = pages.flatMap(page => page.data)
        return rows.length === 0 ? nothing : children(rows)
      }}
    </Answer>
  )
}

export const Bones = () => (
  <div className="portal-sheet">
    <ListBones rows={6} />
  </div>
)

/** How many are shown of how many, and the next of them. */
export function More<T>({ query }: { readonly query: Query<T> }) {
  const { t } = useTranslation()
  const pages = query.data?.pages ?? []
  const shown = pages.reduce((sum, page) => sum + page.data.length, 0)
  const total = pages.at(-1)?.page.total ?? 0
  if (shown === 0) return null
  return (
    <div className="portal-more">
      <span className="quiet small num" role="status">
        {t('portal.shown', { shown, total })}
      </span>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {t('portal.more')}
        </Button>
      )}
    </div>
  )
}
