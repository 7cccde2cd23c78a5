import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { useFormats } from '../../app/formats.ts'
import { isGranted } from '../../app/permission.ts'
import { useSession } from '../../app/session.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { StatusPill } from '../../ui/StatusPill.tsx'
import { toast } from '../../ui/toast.tsx'
import { Line, NoLines, Panel } from '../settings/Panel.tsx'
import { useAgo } from '../settings/useAgo.ts'
import { CreateKey } from './CreateKey.tsx'
import { keysQuery, type OwnKey, useRefreshAccount } from './queries.ts'

/** The keys by which programs act in one's name. */
export function Keys() {
  const { t } = useTranslation()
  const { permissions } = useSession()
  const { data, error, refetch } = useQuery(keysQuery)
  const refresh = useRefreshAccount()
  const [making, setMaking] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const revoke = async ({ id, name }: OwnKey) => {
    setProblem(undefined)
    try {
      await request('DELETE', `/user/api-keys/${id}`)
      toast({ text: t('account.keys.revokedOne', { name }) })
    } catch (failure) {
      setProblem(failure)
    }
    await refresh()
  }
  const mayMake = isGranted(permissions, 'identity.apiKey.create')
  return (
    <Panel
      title={t('account.keys.title')}
      text={t('account.keys.text')}
      extra={mayMake && <Button onClick={() => setMaking(true)}>{t('account.keys.create')}</Button>}
    >
      {problem !== undefined && <ErrorBlock problem={problem} />}
      {error && <ErrorBlock problem={error} onRetry={() => refetch()} />}
      {data?.length === 0 && <NoLines>{t('account.keys.none')}</NoLines>}
      {data?.map(one => (
        <KeyLine key={one.id} own={one} onRevoke={() => revoke(one)} />
      ))}
      {making && <CreateKey onClose={() => setMaking(false)} onMade={refresh} />}
    </Panel>
  )
}

const tones = { active: 'production', expired: 'unstarted', revoked: 'risk' } as const

function KeyLine({ own, onRevoke }: { readonly own: OwnKey; onRevoke(): void }) {
  const { t } = useTranslation()
  const { date, day } = useFormats()
  const ago = useAgo()
  const { name, prefix, status, expiresAt, lastUsedAt, lastUsedAddress, permissions, roles } = own
  const used = lastUsedAt
    ? t('account.keys.used', { ago: ago(lastUsedAt), address: lastUsedAddress ?? '' })
    : t('account.keys.unused')
  const reach = [...roles.map(role => role.name), ...permissions]
  return (
    <Line
      icon={<KeyRound size={16} aria-hidden />}
      title={name}
      tag={<StatusPill tone={tones[status]} label={t(`account.keys.status.${status}`)} plain />}
      text={
        <>
          <code className="mono">{prefix}…</code> · {t('account.keys.until', { day: date(day(expiresAt)) })} · {used}
          <br />
          {reach.slice(0, 4).join(' · ')}
          {reach.length > 4 && ` +${reach.length - 4}`}
        </>
      }
    >
      {status === 'active' && (
        <Button onClick={onRevoke} aria-label={t('account.keys.revokeNamed', { name })}>
          {t('account.keys.revoke')}
        </Button>
      )}
    </Line>
  )
}
