import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { keyOf, type Owned, type Wish } from './leaving.ts'

interface ConsequencesProps {
  readonly owned: Owned
  readonly wish: Wish
  readonly name: string
  onChange(wish: Wish): void
}

/** In sentences, what the press of the button will do. */
export function useConsequences({ owned, wish }: Pick<ConsequencesProps, 'owned' | 'wish'>): readonly string[] {
  const { t } = useTranslation()
  const { number } = useFormats()
  const given = owned.records
    .filter(({ kind }) => kind !== 'follows')
    .map(record => {
      const chosen = wish.rules[keyOf(record)]
      const to = chosen === undefined ? wish.to : chosen
      const what = { what: record.label, field: record.fieldLabel, shown: number(record.count) }
      return to?.id ? t('leaving.goesTo', { ...what, name: to.title }) : t('leaving.released', what)
    })
  const { sessions, apiKeys, invitations, heads, positions } = owned
  const names = (places: Owned['heads']) => places.map(({ name }) => name).join(', ')
  return [
    ...given,
    ...(heads.length > 0 ? [t('leaving.noLongerHead', { names: names(heads) })] : []),
    ...(positions.length > 0 ? [t('leaving.vacant', { names: names(positions) })] : []),
    t('leaving.ends', { sessions: number(sessions), keys: number(apiKeys), invitations: number(invitations) }),
    t('leaving.archived'),
  ]
}

export function Consequences({ owned, wish, name, onChange }: ConsequencesProps) {
  const { t } = useTranslation()
  const id = useId()
  const lines = useConsequences({ owned, wish })
  return (
    <>
      <p className="panel-object">{name}</p>
      <ul className="consequences">
        {lines.map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div className="field">
        <label htmlFor={id}>{t('leaving.reason')}</label>
        <textarea
          id={id}
          className="ctl"
          maxLength={500}
          value={wish.reason}
          onChange={event => onChange({ ...wish, reason: event.target.value })}
        />
      </div>
    </>
  )
}
