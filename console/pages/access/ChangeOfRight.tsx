import { Minus, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { Person } from '../../ui/Avatar.tsx'

interface Side {
  readonly rows: number
  readonly rowsAreExact: boolean
  readonly sample: readonly { readonly id: string; readonly title: string }[]
}
/** What a change of a role does to one right of its holders. */
export interface RightChange {
  readonly permission: string
  readonly label: string
  readonly gained: Side
  readonly lost: Side
  readonly fieldsGained: readonly string[]
  readonly fieldsLost: readonly string[]
  readonly people: readonly {
    readonly id: string
    readonly name: string
    readonly gained: number
    readonly lost: number
  }[]
}

const sides = [
  { side: 'gained', fields: 'fieldsGained', tone: 'accepted', Icon: Plus },
  { side: 'lost', fields: 'fieldsLost', tone: 'risk', Icon: Minus },
] as const

export function ChangeOfRight({ change }: { readonly change: RightChange }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const quiet = change.gained.rows + change.lost.rows + change.fieldsGained.length + change.fieldsLost.length === 0
  return (
    <li>
      <h3>{change.label}</h3>
      {quiet && <p className="small quiet">{t('access.changes.noRows')}</p>}
      {sides.map(({ side, fields, tone, Icon }) => {
        const { rows, rowsAreExact, sample } = change[side]
        if (rows === 0 && change[fields].length === 0) return null
        return (
          <div key={side} className={`change-side tone-${tone}`}>
            <Icon size={13} aria-hidden />
            <div>
              {rows > 0 && (
                <b>{t(`access.changes.${side}`, { count: rows, rows: `${number(rows)}${rowsAreExact ? '' : '+'}` })}</b>
              )}
              {change[fields].length > 0 && (
                <b>{t(`access.changes.${fields}`, { fields: change[fields].join(t('access.comma')) })}</b>
              )}
              {sample.length > 0 && (
                <span className="small secondary">
                  {sample.map(({ title }) => title).join(' · ')}
                  {rows > sample.length && ' …'}
                </span>
              )}
            </div>
          </div>
        )
      })}
      {change.people.length > 0 && <People change={change} />}
    </li>
  )
}

function People({ change: { people } }: { readonly change: RightChange }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  return (
    <details className="change-people">
      <summary>{t('access.changes.people', { count: people.length })}</summary>
      <ul>
        {people.map(person => (
          <li key={person.id}>
            <Person name={person.name} />
            <span className="spread" />
            {person.gained > 0 && <ins>+{number(person.gained)}</ins>}
            {person.lost > 0 && <del>−{number(person.lost)}</del>}
          </li>
        ))}
      </ul>
    </details>
  )
}
