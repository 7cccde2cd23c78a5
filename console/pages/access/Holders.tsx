import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { useFormats } from '../../app/formats.ts'
import { Person } from '../../ui/Avatar.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import type { RoleRow } from './queries.ts'
import { useVia, type Via } from './useVia.ts'

interface Holder {
  readonly member: { readonly id: string; readonly name: string | null; readonly status: string }
  readonly via: Via
  readonly site: { readonly id: string; readonly name: string | null } | null
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly inForce: boolean
}
interface HolderPage {
  readonly data: readonly Holder[]
  readonly page: { readonly number: number; readonly size: number; readonly total: number }
}

/** Who has the role: by themselves, by their department or position, and until when. */
export function Holders({ role }: { readonly role: RoleRow }) {
  const { t } = useTranslation()
  const { instant } = useFormats()
  const via = useVia()
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['access', 'holders', role.id],
    queryFn: ({ pageParam, signal }) =>
      request<HolderPage>('GET', `/roles/${role.id}/holders`, {
        query: { 'page[number]': pageParam },
        signal,
      }),
    initialPageParam: 1,
    getNextPageParam: ({ page }) => (page.number * page.size < page.total ? page.number + 1 : undefined),
  })
  const holders = data?.pages.flatMap(page => page.data)
  if (error) return <ErrorBlock problem={error} onRetry={() => refetch()} className="role-scroll" />
  if (!holders) return <SkeletonRows rows={6} />
  if (holders.length === 0)
    return (
      <EmptyState
        title={t('access.holders.none')}
        text={t(role.kind === 'group' ? 'access.holders.group' : 'access.holders.noneText')}
      />
    )
  return (
    <div className="role-scroll">
      <ul className="plain-rows">
        {holders.map(({ member, via: from, site, startsAt, endsAt, inForce }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one person may hold a role several times over.
          <li key={at} data-rests={!inForce || undefined}>
            <Link to={`/members/${member.id}` as never} className="link">
              <Person name={member.name ?? '…'} />
            </Link>
            <span className="tag">{via(from)}</span>
            {site?.name && <span className="tag">{site.name}</span>}
            <span className="spread" />
            {!inForce && <span className="small quiet">{t('access.holders.rests')}</span>}
            <span className="small quiet num">
              {startsAt && t('access.holders.from', { at: instant(startsAt) })}{' '}
              {endsAt && t('access.holders.until', { at: instant(endsAt) })}
            </span>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button loading={isFetching} onClick={() => fetchNextPage()}>
          {t('access.more')}
        </Button>
      )}
    </div>
  )
}
