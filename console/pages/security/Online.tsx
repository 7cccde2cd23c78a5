import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { useFormats } from '../../app/formats.ts'
import { isGranted } from '../../app/permission.ts'
import { useSession } from '../../app/session.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { Tag } from '../../ui/Tile.tsx'
import { toast } from '../../ui/toast.tsx'
import { Line, SettingsPage } from '../settings/Panel.tsx'
import { useAgo } from '../settings/useAgo.ts'
import '../../generic/generic.css'
import './security.css'

export interface OnlineSession {
  readonly id: string
  readonly member: { readonly id: string; readonly name: string }
  readonly site: { readonly id: string; readonly name: string } | null
  readonly device: string
  readonly address: string | null
  readonly createdAt: string
  readonly lastUsedAt: string
  readonly current: boolean
}
interface OnlinePage {
  readonly data: readonly OnlineSession[]
  readonly page: { readonly next?: string }
}

export function useOnline(filter: { readonly search?: string; readonly 'filter[member]'?: string }) {
  return useInfiniteQuery({
    queryKey: ['security', 'online', filter],
    queryFn: ({ signal, pageParam }) =>
      request<OnlinePage>('GET', '/online', {
        query: { ...filter, 'page[size]': 100, 'page[after]': pageParam || undefined },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: last => last.page.next,
    refetchInterval: 30_000,
  })
}

/** Ends a session of somebody else: their next request is refused, wherever it arrives. */
export function useEndSession() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [problem, setProblem] = useState<unknown>()
  const end = async ({ id, member, device }: OnlineSession) => {
    setProblem(undefined)
    try {
      await request('DELETE', `/online/${id}`)
      toast({ text: t('security.online.ended', { name: member.name, device }) })
    } catch (failure) {
      setProblem(failure)
    }
    await queries.invalidateQueries({ queryKey: ['security', 'online'] })
  }
  return { end, problem }
}

/** Who is signed in now, and where. */
export function Online() {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const search = useDeferredValue(typed.trim())
  const { data, error, refetch, hasNextPage, fetchNextPage } = useOnline(search ? { search } : {})
  const { end, problem } = useEndSession()
  const rows = data?.pages.flatMap(page => page.data)
  const people = new Set(rows?.map(({ member }) => member.id)).size
  return (
    <SettingsPage title={t('shell.places.online')}>
      <div className="online-bar">
        <input
          type="search"
          className="ctl"
          placeholder={t('security.online.search')}
          aria-label={t('security.online.search')}
          value={typed}
          onChange={event => setTyped(event.target.value)}
        />
        {rows && (
          <span className="quiet" aria-live="polite">
            {t('security.online.count', { count: rows.length, people })}
          </span>
        )}
      </div>
      {problem !== undefined && <ErrorBlock problem={problem} />}
      {error && <ErrorBlock problem={error} onRetry={() => refetch()} />}
      {!rows && !error && <SkeletonRows rows={6} />}
      {rows?.length === 0 && <EmptyState title={t('security.online.none')} />}
      {rows && rows.length > 0 && (
        <div className="panel-sheet">
          {rows.map(row => (
            <OnlineLine key={row.id} session={row} onEnd={() => end(row)} />
          ))}
        </div>
      )}
      {hasNextPage && <Button onClick={() => fetchNextPage()}>{t('security.online.more')}</Button>}
    </SettingsPage>
  )
}

interface OnlineLineProps {
  readonly session: OnlineSession
  onEnd(): void
  /** Where whose they are is known. */
  readonly isOwn?: boolean
}

export function OnlineLine({ session, onEnd, isOwn = false }: OnlineLineProps) {
  const { t } = useTranslation()
  const { instant } = useFormats()
  const ago = useAgo()
  const { permissions } = useSession()
  const { member, site, device, address, createdAt, lastUsedAt, current } = session
  const where = [isOwn ? undefined : device, address, site?.name].filter(Boolean).join(' · ')
  const when = t('security.online.since', { at: instant(createdAt), used: ago(lastUsedAt) })
  return (
    <Line
      icon={isOwn ? undefined : <Avatar name={member.name} size={28} />}
      title={isOwn ? device : <Link to={`/members/${member.id}` as never}>{member.name}</Link>}
      tag={current && <Tag>{t('security.online.you')}</Tag>}
      text={[where, when].filter(Boolean).join(' · ')}
    >
      {!current && isGranted(permissions, 'identity.session.end') && (
        <Button onClick={onEnd} aria-label={t('security.online.endNamed', { name: member.name, device })}>
          {t('security.online.end')}
        </Button>
      )}
    </Line>
  )
}
