import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { useFormats } from '../../app/formats.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { Tag } from '../../ui/Tile.tsx'
import { toast } from '../../ui/toast.tsx'
import { Line, Panel } from '../settings/Panel.tsx'
import { useAgo } from '../settings/useAgo.ts'
import { DeviceIcon } from './DeviceIcon.tsx'
import { useDeviceName } from './deviceName.ts'
import { type OwnSession, sessionsQuery, useRefreshAccount } from './queries.ts'

/** Ends sessions of one's own, and says which. */
function useEndSessions() {
  const { t } = useTranslation()
  const name = useDeviceName()
  const refresh = useRefreshAccount()
  const [problem, setProblem] = useState<unknown>()
  const end = async (path: string, told: string) => {
    setProblem(undefined)
    try {
      await request('DELETE', path)
      toast({ text: told })
    } catch (failure) {
      setProblem(failure)
    }
    await refresh()
  }
  return {
    problem,
    endOne: (one: OwnSession) => end(`/user/sessions/${one.id}`, t('account.sessions.ended', { device: name(one) })),
    endOthers: () => end('/user/sessions', t('account.sessions.othersEnded')),
  }
}

/** Where one is signed in, and the way to end that from here. */
export function Sessions() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(sessionsQuery)
  const { problem, endOne, endOthers } = useEndSessions()
  const others = data?.filter(({ current }) => !current).length ?? 0
  return (
    <Panel
      title={t('account.sessions.title')}
      text={t('account.sessions.text')}
      extra={others > 0 && <Button onClick={endOthers}>{t('account.sessions.endOthers')}</Button>}
    >
      {problem !== undefined && <ErrorBlock problem={problem} />}
      {error && <ErrorBlock problem={error} onRetry={() => refetch()} />}
      {!data && !error && <SkeletonRows rows={2} />}
      {data?.map(one => (
        <SessionLine key={one.id} session={one} onEnd={() => endOne(one)} />
      ))}
    </Panel>
  )
}

function SessionLine({ session, onEnd }: { readonly session: OwnSession; onEnd(): void }) {
  const { t } = useTranslation()
  const { instant } = useFormats()
  const ago = useAgo()
  const name = useDeviceName()
  const { os, browser, address, place, site, current, lastUsedAt, createdAt, organisation } = session
  const where = [address, place === address ? undefined : place, organisation, site?.name].filter(Boolean).join(' · ')
  const when = t('account.sessions.since', { at: instant(createdAt), used: ago(lastUsedAt) })
  return (
    <Line
      icon={<DeviceIcon os={os} browser={browser} />}
      title={name(session)}
      tag={current && <Tag>{t('account.sessions.this')}</Tag>}
      text={[where, when].filter(Boolean).join(' · ')}
    >
      {!current && (
        <Button onClick={onEnd} aria-label={t('account.sessions.endNamed', { device: name(session) })}>
          {t('account.sessions.end')}
        </Button>
      )}
    </Line>
  )
}
