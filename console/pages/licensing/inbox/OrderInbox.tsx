import { useTranslation } from 'react-i18next'
import { type Money, useFormats } from '../../../app/formats.ts'
import { useSummary } from '../../../app/summary.ts'
import type { AboveProps } from '../../../generic/list/above.ts'
import { useKeys } from '../../../generic/useKeys.ts'
import { StatusGlyph } from '../../../ui/StatusGlyph.tsx'
import { ListLink } from '../../home/ListLink.tsx'
import { Keys } from './Keys.tsx'
import { useActOnCurrent } from './useActOnCurrent.tsx'
import '../licensing.css'

const waiting = ['submitted', 'underReview'] as const

/** What of the partners' orders waits for an answer, and the keys to give one. */
export function OrderInbox({ collection, query, current, phone }: AboveProps) {
  const { t } = useTranslation()
  const { number, money } = useFormats()
  const { entity, path } = collection
  const summary = useSummary(path, {
    'filter[status][in]': waiting.join(','),
    ...(query.scope ? { scope: query.scope } : {}),
    group: 'status',
    measure: 'count,sum:total',
  })
  const acts = useActOnCurrent(collection, current)
  // The next step of an order is one key: taken up for review first, then confirmed.
  const next = acts.open('review') ?? acts.open('confirm')
  const nextName = acts.offered('review') ? t('orders.review') : t('orders.confirm')
  const reject = acts.open('reject')
  useKeys({ a: next, r: reject })
  const sumOf = (values: unknown) =>
    Array.isArray(values) ? (values as Money[]).map(sum => money(sum, { compact: true })).join(' + ') : ''
  return (
    <div className="above inbox-strip">
      <nav className="inbox-counts" aria-label={t('orders.waiting')}>
        {waiting.map(name => {
          const state = entity.states.find(each => each.name === name)
          const group = summary.data?.groups.find(({ keys }) => keys[0] === name)
          return (
            state && (
              <ListLink key={name} path={path} query={{ 'filter[status]': name }} className="inbox-count">
                <StatusGlyph tone={state.tone} />
                {state.label}
                <b className="num">{summary.data ? number(group?.count ?? 0) : '\u00a0'}</b>
                {group && <span className="quiet num">{sumOf(group.values['sum:total'])}</span>}
              </ListLink>
            )
          )
        })}
      </nav>
      <span className="spread" />
      {!phone && (
        <Keys
          hints={[
            { keys: 'j k', label: t('orders.move') },
            { keys: 'a', label: nextName, onRun: next },
            { keys: 'r', label: t('orders.reject'), onRun: reject },
          ]}
        />
      )}
      {acts.panel}
    </div>
  )
}
