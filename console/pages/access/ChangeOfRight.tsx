import { ArrowRight, Minus, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { Person } from '../../ui/Avatar.tsx'
import type { Catalog } from './model/catalog.ts'

interface Rows {
  readonly rows: number
  readonly rowsAreExact: boolean
  readonly sample: readonly { readonly id: string; readonly title: string }[]
}
/** What a change of a role does to one right of its holders. */
export interface RightChange {
  readonly permission: string
  readonly label: string
  /** The resource's name in words. */
  readonly resource: string
  /** The reaches of the right, in words; none where it is not given. */
  readonly before: readonly string[]
  readonly after: readonly string[]
  readonly fieldsGained: readonly string[]
  readonly fieldsLost: readonly string[]
  /** Records that come into sight and go out of it; only for reading. */
  readonly gained?: Rows
  readonly lost?: Rows
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

/** Field names in words, by permission. */
function labelsOf(catalog: Catalog, permission: string, names: readonly string[]): readonly string[] {
  const resource = catalog.systems
    .flatMap(({ resources }) => resources)
    .find(({ name }) => permission.startsWith(`${name}.`))
  return names.map(name => resource?.fields.find(field => field.name === name)?.label ?? name)
}

export function ChangeOfRight({ change, catalog }: { readonly change: RightChange; readonly catalog: Catalog }) {
  const { t } = useTranslation()
  const comma = t('access.comma')
  const [before, after] = [change.before.join(comma), change.after.join(comma)]
  // A right that comes or goes as a whole says so once; its fields come and go with it.
  const isWhole = before === '' || after === ''
  return (
    <li>
      <div className="change-right">
        <b>{change.label}</b>
        {before !== after && (
          <span>
            {before ? <del>{before}</del> : <span className="quiet small">{t('access.changes.nothing')}</span>}
            <ArrowRight size={12} aria-hidden />
            {after ? <ins>{after}</ins> : <span className="quiet small">{t('access.changes.nothing')}</span>}
          </span>
        )}
      </div>
      {sides.map(({ side, fields, tone, Icon }) => {
        const { rows = 0, rowsAreExact = true, sample = [] } = change[side] ?? {}
        const named = isWhole ? [] : labelsOf(catalog, change.permission, change[fields])
        if (rows === 0 && named.length === 0) return null
        return (
          <div key={side} className={`change-side tone-${tone}`}>
            <Icon size={13} aria-hidden />
            <div>
              {rows > 0 && <RowsOf side={side} rows={rows} isExact={rowsAreExact} />}
              {named.length > 0 && <span>{t(`access.changes.${fields}`, { fields: named.join(comma) })}</span>}
              {sample.length > 0 && (
                <span className="small quiet">
                  {sample.map(({ title }) => title).join(' · ')}
                  {rows > sample.length && ' …'}
                </span>
              )}
            </div>
          </div>
        )
      })}
      {change.people.length > 0 && <People people={change.people} />}
    </li>
  )
}

function RowsOf({
  side,
  rows,
  isExact,
}: {
  readonly side: 'gained' | 'lost'
  readonly rows: number
  readonly isExact: boolean
}) {
  const { t } = useTranslation()
  const { number } = useFormats()
  return <span>{t(`access.changes.${side}`, { count: rows, rows: `${number(rows)}${isExact ? '' : '+'}` })}</span>
}

function People({ people }: Pick<RightChange, 'people'>) {
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
