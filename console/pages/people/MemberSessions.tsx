import { useTranslation } from 'react-i18next'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { OnlineLine, useEndSession, useOnline } from '../security/Online.tsx'
import { NoLines } from '../settings/Panel.tsx'
import '../security/security.css'

/** Where this person is signed in now. */
export function MemberSessions({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useOnline({ 'filter[member]': id })
  const { end, problem } = useEndSession()
  const rows = data?.pages.flatMap(page => page.data)
  return (
    <div className="panel-sheet member-sessions">
      {problem !== undefined && <ErrorBlock problem={problem} />}
      {error && <ErrorBlock problem={error} onRetry={() => refetch()} />}
      {!rows && !error && <SkeletonRows rows={2} />}
      {rows?.length === 0 && <NoLines>{t('memberParts.noSessions')}</NoLines>}
      {rows?.map(row => (
        <OnlineLine key={row.id} session={row} onEnd={() => end(row)} isOwn />
      ))}
    </div>
  )
}
