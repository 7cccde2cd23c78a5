import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { useFormats } from '../../app/formats.ts'
import { useSession } from '../../app/session.tsx'
import { Line, NoLines, Panel } from '../settings/Panel.tsx'
import { useAgo } from '../settings/useAgo.ts'
import { AskPassword } from './AskPassword.tsx'
import { confirmed } from './confirmed.ts'
import { useRefreshAccount } from './queries.ts'

interface LinkedIdentity {
  readonly id: string
  readonly issuer: string
  readonly createdAt: string
  readonly lastUsedAt: string | null
}
interface Provider {
  readonly id: string
  readonly name: string
}
type Asking =
  | { readonly for: 'link'; readonly provider: Provider }
  | { readonly for: 'drop'; readonly identity: LinkedIdentity }

const useListOf = <T,>(path: string, query: Record<string, string> = {}) =>
  useQuery({
    queryKey: ['account', path, query],
    queryFn: async ({ signal }) => (await request<{ data: readonly T[] }>('GET', path, { query, signal })).data,
  }).data ?? []

/** The identities at other systems by which one is known here; nothing where the organisation uses none. */
export function SsoLinks() {
  const { t } = useTranslation()
  const refresh = useRefreshAccount()
  const links = useListOf<LinkedIdentity>('/user/sso-links')
  const providers = useListOf<Provider>('/auth/sso', { tenant: useSession().tenant.slug })
  const [asking, setAsking] = useState<Asking>()
  const close = () => setAsking(undefined)
  if (links.length + providers.length === 0) return null
  const link = async (provider: Provider, password: string) => {
    const body = { providerId: provider.id, to: '/account/security' }
    location.assign((await confirmed<{ url: string }>('POST', '/user/sso-links', password, body)).url)
  }
  const drop = async (identity: LinkedIdentity, password: string) => {
    await confirmed('DELETE', `/user/sso-links/${identity.id}`, password)
    close()
    await refresh()
  }
  return (
    <Panel
      title={t('account.sso.title')}
      text={t('account.sso.text')}
      extra={providers.map(provider => (
        <Button key={provider.id} onClick={() => setAsking({ for: 'link', provider })}>
          {t('account.sso.link', { name: provider.name })}
        </Button>
      ))}
    >
      {links.length === 0 && <NoLines>{t('account.sso.none')}</NoLines>}
      {links.map(identity => (
        <IdentityLine key={identity.id} identity={identity} onDrop={() => setAsking({ for: 'drop', identity })} />
      ))}
      {asking?.for === 'link' && (
        <AskPassword
          title={t('account.sso.link', { name: asking.provider.name })}
          text={t('account.sso.linkText')}
          label={t('account.goOn')}
          run={password => link(asking.provider, password)}
          onClose={close}
        />
      )}
      {asking?.for === 'drop' && (
        <AskPassword
          title={t('account.sso.drop')}
          text={t('account.sso.dropText')}
          label={t('account.sso.drop')}
          danger
          run={password => drop(asking.identity, password)}
          onClose={close}
        />
      )}
    </Panel>
  )
}

function IdentityLine({ identity, onDrop }: { readonly identity: LinkedIdentity; onDrop(): void }) {
  const { t } = useTranslation()
  const { date, day } = useFormats()
  const ago = useAgo()
  const { issuer, createdAt, lastUsedAt } = identity
  const used = lastUsedAt ? t('account.factors.used', { ago: ago(lastUsedAt) }) : t('account.factors.unused')
  return (
    <Line
      icon={<Link2 size={16} aria-hidden />}
      title={new URL(issuer).host}
      text={`${t('account.sso.since', { day: date(day(createdAt)) })} · ${used}`}
    >
      <Button onClick={onDrop}>{t('account.sso.drop')}</Button>
    </Line>
  )
}
