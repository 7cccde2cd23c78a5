import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { useFormats } from '../../app/formats.ts'
import { findCollection, useMeta } from '../../app/meta.ts'
import { useSession } from '../../app/session.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { Line, NoLines, Panel } from '../settings/Panel.tsx'

export interface SignInRow {
  readonly id: string
  readonly at: string
  readonly outcome: 'success' | 'failure'
  readonly reason: string | null
  readonly method: string
  readonly address: string | null
  readonly device: string | null
}

/** The latest attempts to sign in as oneself: what is not one's own shows here first. */
export function OwnSignIns() {
  const { t } = useTranslation()
  const collection = findCollection(useMeta(), 'sign_ins')
  const { id } = useSession().person
  const { data } = useQuery({
    queryKey: ['account', 'sign-ins', id],
    queryFn: ({ signal }) =>
      request<{ data: readonly SignInRow[] }>('GET', '/sign_ins', {
        query: { 'filter[member]': id, sort: '-at', 'page[size]': 10 },
        signal,
      }),
    enabled: collection !== undefined,
  })
  if (!collection) return null
  const all = (
    <Link to={'/sign_ins' as never} search={{ 'filter[member]': id } as never} className="link">
      {t('account.signIns.all')}
    </Link>
  )
  return (
    <Panel title={t('account.signIns.title')} text={t('account.signIns.text')} extra={all}>
      {data?.data.length === 0 && <NoLines>{t('account.signIns.none')}</NoLines>}
      {data?.data.map(row => (
        <SignInLine key={row.id} row={row} />
      ))}
    </Panel>
  )
}

export function SignInLine({ row }: { readonly row: SignInRow }) {
  const { t } = useTranslation()
  const { instant } = useFormats()
  const failed = row.outcome === 'failure'
  const words = [row.device, row.address, t(`account.method.${row.method}`, { defaultValue: row.method }), row.reason]
  return (
    <Line
      icon={<StatusGlyph tone={failed ? 'issue' : 'accepted'} />}
      title={t(failed ? 'account.signIns.refused' : 'account.signIns.in')}
      text={words.filter(Boolean).join(' · ')}
    >
      <time className="quiet num" dateTime={row.at}>
        {instant(row.at)}
      </time>
    </Line>
  )
}
