import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { keyOf, type Owned } from './leaving.ts'

/** Everything that has this person's name on it, over all systems. */
export function WhatIsTheirs({ owned }: { readonly owned: Owned }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const { records, sessions, apiKeys, invitations, heads, positions } = owned
  const total = records.reduce((sum, { count }) => sum + count, 0)
  return (
    <>
      <p className="secondary">{t(total > 0 ? 'leaving.owns' : 'leaving.ownsNothing')}</p>
      {records.length > 0 && (
        <table className="owned">
          <tbody>
            {records.map(record => (
              <tr key={keyOf(record)}>
                <th scope="row">
                  {record.label}
                  <small>{record.kind === 'follows' ? t('leaving.follows') : record.fieldLabel}</small>
                </th>
                <td className="num">{number(record.count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <dl className="owned-ends">
        <Ends label={t('leaving.sessions')} count={sessions} />
        <Ends label={t('leaving.apiKeys')} count={apiKeys} />
        <Ends label={t('leaving.invitations')} count={invitations} />
        <Places label={t('leaving.heads')} path="departments" places={heads} />
        <Places label={t('leaving.positions')} path="positions" places={positions} />
      </dl>
    </>
  )
}

function Ends({ label, count }: { readonly label: string; readonly count: number }) {
  const { number } = useFormats()
  return (
    <div>
      <dt>{label}</dt>
      <dd className="num">{number(count)}</dd>
    </div>
  )
}

function Places({
  label,
  path,
  places,
}: {
  readonly label: string
  readonly path: string
  readonly places: Owned['heads']
}) {
  if (places.length === 0) return null
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {places.map(({ id, name }) => (
          <Link key={id} to={`/${path}/${id}` as never} className="tag">
            {name}
          </Link>
        ))}
      </dd>
    </div>
  )
}
