import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { useSession } from '../../app/session.tsx'
import { useUrlState } from '../../app/url-state.ts'
import { FieldKitProvider } from '../../generic/FieldKitProvider.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { PageBar } from '../../ui/PageBar.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { AccessMatrix } from './AccessMatrix.tsx'
import type { Rights } from './explain.ts'
import { RolesHeld } from './RolesHeld.tsx'
import { WhyDialog } from './WhyDialog.tsx'
import '../../generic/generic.css'
import '../../generic/list/list.css'
import '../../generic/record/record.css'
import './access.css'

/** What one person can do, where, and by which role: the answer of the code that decides it. */
export function MemberAccess({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const { sites } = useSession()
  const [url, change] = useUrlState()
  const [asked, setAsked] = useState<string | undefined>()
  const { data, error, refetch } = useQuery({
    queryKey: ['access', 'member', id, url.site ?? '', language],
    queryFn: ({ signal }) => request<Rights>('GET', `/access/members/${id}`, { query: { site: url.site }, signal }),
  })
  const back = `/members/${id}`
  const site = data?.site?.id ?? ''
  return (
    <FieldKitProvider>
      <PageBar
        title={t('access.can.title', { name: data?.member.name ?? '…' })}
        back={back}
        crumb={<Link to={back as never}>{data?.member.name ?? '…'}</Link>}
        actions={
          sites.length > 1 &&
          data && (
            <select
              className="ctl access-site"
              aria-label={t('access.can.site')}
              value={site}
              onChange={event => change({ site: event.target.value })}
            >
              {!sites.some(each => each.id === site) && data.site && <option value={site}>{data.site.name}</option>}
              {sites.map(each => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
            </select>
          )
        }
      />
      <div className="role-scroll access-page">
        {error && <ErrorBlock problem={error} onRetry={() => refetch()} />}
        {!data && !error && <SkeletonRows rows={10} />}
        {data && (
          <>
            <RolesHeld roles={data.roles} />
            {data.resources.length === 0 ? (
              <EmptyState title={t('access.can.nothing')} text={t('access.can.nothingText')} />
            ) : (
              <AccessMatrix resources={data.resources} onAsk={setAsked} />
            )}
          </>
        )}
      </div>
      {asked && data && (
        <WhyDialog member={data.member} permission={asked} site={data.site?.id} onClose={() => setAsked(undefined)} />
      )}
    </FieldKitProvider>
  )
}
