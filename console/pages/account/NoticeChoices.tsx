import { queryOptions, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import type { OwnPreferences } from '../../app/own-preferences.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { Panel } from '../settings/Panel.tsx'

/** What one can be told of, and whether it is mailed to who has not chosen. */
interface Kind {
  readonly kind: string
  readonly label: string
  readonly mailed: boolean
}
type Choices = Pick<OwnPreferences, 'notifications' | 'mails'>

const useKinds = () => {
  const { i18n } = useTranslation()
  return useQuery(
    queryOptions({
      queryKey: ['account', 'notice-kinds', i18n.language],
      queryFn: ({ signal }) => request<{ data: readonly Kind[] }>('GET', '/notifications/kinds', { signal }),
      staleTime: 5 * 60_000,
    }),
  )
}

interface NoticeChoicesProps {
  readonly chosen: Choices
  onChange(patch: Partial<Choices>): void
}

/** By kind of notice: whether it comes to the inbox, and whether it is mailed. */
export function NoticeChoices({ chosen, onChange }: NoticeChoicesProps) {
  const { t } = useTranslation()
  const { data, error, refetch } = useKinds()
  return (
    <Panel title={t('account.notices.title')} text={t('account.notices.text')}>
      {error && <ErrorBlock problem={error} onRetry={() => refetch()} />}
      {!data && !error && <SkeletonRows />}
      {data && (
        <table className="notice-choices">
          <thead>
            <tr>
              <th scope="col">{t('account.notices.kind')}</th>
              <th scope="col">{t('account.notices.inbox')}</th>
              <th scope="col">{t('account.notices.mail')}</th>
            </tr>
          </thead>
          <tbody>
            {data.data.map(kind => (
              <Row key={kind.kind} {...kind} chosen={chosen} onChange={onChange} />
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}

function Row({ kind, label, mailed, chosen, onChange }: Kind & NoticeChoicesProps) {
  const { t } = useTranslation()
  const { notifications, mails } = chosen
  return (
    <tr>
      <th scope="row">{label}</th>
      <Tick
        label={t('account.notices.inInbox', { kind: label })}
        isOn={notifications[kind] ?? true}
        onChange={on => onChange({ notifications: { ...notifications, [kind]: on } })}
      />
      <Tick
        label={t('account.notices.byMail', { kind: label })}
        isOn={mails[kind] ?? mailed}
        onChange={on => onChange({ mails: { ...mails, [kind]: on } })}
      />
    </tr>
  )
}

interface TickProps {
  readonly label: string
  readonly isOn: boolean
  onChange(on: boolean): void
}

const Tick = ({ label, isOn, onChange }: TickProps) => (
  <td>
    <input
      type="checkbox"
      className="tick"
      aria-label={label}
      checked={isOn}
      onChange={event => onChange(event.target.checked)}
    />
  </td>
)
