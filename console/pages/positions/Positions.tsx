import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { Plus, TriangleAlert } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { useCollection } from '../../app/meta.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { useUrlState } from '../../app/url-state.ts'
import { inSentence } from '../../generic/model/inSentence.ts'
import { Person } from '../../ui/Avatar.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { Meter } from '../../ui/Meter.tsx'
import { PageBar } from '../../ui/PageBar.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { ViewTabs } from '../../ui/ViewTabs.tsx'
import '../../generic/generic.css'
import '../../generic/list/list.css'
import './positions.css'

const List = lazy(async () => ({ default: (await import('../../generic/List.tsx')).List }))

interface Holder {
  readonly id: string
  readonly name: string
}
interface Staffed {
  readonly id: string
  readonly name: string | null
  readonly code: string | null
  readonly department: { readonly id: string; readonly name: string | null } | null
  readonly headcount: number | null
  readonly filled: number
  readonly vacancies: number | null
  readonly holders: readonly Holder[]
  readonly deputies: readonly Holder[]
}
interface StaffedPage {
  readonly data: readonly Staffed[]
  readonly page: { readonly number: number; readonly size: number; readonly total: number }
}

/** Who holds which position, who stands in, and where somebody is missing; `?as=list` shows them as every other list. */
export function Positions() {
  const { t } = useTranslation()
  const { phone } = usePreferences()
  const { entity, label, one } = useCollection('positions')
  const [url, change] = useUrlState()
  const shape = url.as === 'list' || url.as === 'vacant' ? url.as : 'staffing'
  if (shape === 'list')
    return (
      <Suspense>
        <List collection="positions" />
      </Suspense>
    )
  return (
    <>
      <PageBar
        title={label}
        actions={
          entity.may.create && (
            <Link
              to={'/positions/new' as never}
              className="button-link"
              aria-label={t('positions.new', { one: inSentence(one) })}
            >
              <Button type="primary" icon={<Plus size={14} />} size={phone ? 'large' : 'medium'} tabIndex={-1}>
                {t('positions.new', { one: inSentence(one) })}
              </Button>
            </Link>
          )
        }
      />
      <div className="list-bar">
        <ViewTabs
          label={t('positions.shapes')}
          tabs={['staffing', 'vacant', 'list'].map(key => ({ key, label: t(`positions.${key}`) }))}
          current={shape}
          onSelect={key => change({ as: key === 'staffing' ? undefined : key })}
        />
      </div>
      <Staffing vacant={shape === 'vacant'} />
    </>
  )
}

function Staffing({ vacant }: { readonly vacant: boolean }) {
  const { t } = useTranslation()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['list', 'positions', 'staffing', vacant],
    queryFn: ({ pageParam, signal }) =>
      request<StaffedPage>('GET', '/positions/staffing', {
        query: { vacant: vacant || undefined, 'page[number]': pageParam },
        signal,
      }),
    initialPageParam: 1,
    getNextPageParam: ({ page }) => (page.number * page.size < page.total ? page.number + 1 : undefined),
  })
  if (error)
    return (
      <div className="list-problem">
        <ErrorBlock problem={error} onRetry={() => refetch()} />
      </div>
    )
  if (!data) return <SkeletonRows rows={8} />
  const posts = data.pages.flatMap(page => page.data)
  if (posts.length === 0)
    return (
      <EmptyState
        title={t(vacant ? 'positions.allFilled' : 'positions.none')}
        text={t(vacant ? 'positions.allFilledText' : 'positions.noneText')}
      />
    )
  return (
    <div className="staffing">
      <ul>
        {posts.map(post => (
          <Post key={post.id} post={post} />
        ))}
      </ul>
      {hasNextPage && (
        <Button loading={isFetching} onClick={() => fetchNextPage()}>
          {t('positions.more')}
        </Button>
      )}
    </div>
  )
}

function Post({ post }: { readonly post: Staffed }) {
  const { t } = useTranslation()
  const { id, name, department, headcount, filled, vacancies, holders, deputies } = post
  return (
    <li>
      <Link to={`/positions/${id}` as never} className="staffing-name">
        <b className="ellipsis">{name ?? '…'}</b>
        {department?.name && <span className="small quiet ellipsis">{department.name}</span>}
      </Link>
      <span className="staffing-people">
        {holders.map(holder => (
          <Link key={holder.id} to={`/members/${holder.id}` as never}>
            <Person name={holder.name} />
          </Link>
        ))}
        {deputies.map(deputy => (
          <Link key={deputy.id} to={`/members/${deputy.id}` as never} className="quiet">
            <Person name={deputy.name} /> <span className="small">{t('positions.deputy')}</span>
          </Link>
        ))}
        {holders.length + deputies.length === 0 && <span className="small quiet">{t('positions.nobody')}</span>}
      </span>
      {headcount !== null && (
        <span className="staffing-count num">
          {filled}/{headcount} <Meter value={filled} max={headcount} label={t('positions.staffing')} />
        </span>
      )}
      <span className="staffing-vacant">
        {vacancies !== null && vacancies > 0 && (
          <>
            <TriangleAlert size={12} aria-hidden /> {t('positions.open', { count: vacancies })}
          </>
        )}
      </span>
    </li>
  )
}
