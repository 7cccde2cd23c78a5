import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { request } from '../../../app/api.ts'
import { type Money, useFormats } from '../../../app/formats.ts'
import { useSession } from '../../../app/session.tsx'
import { currenciesIn } from '../../../app/summary.ts'
import type { AboveProps } from '../../../generic/list/above.ts'
import { ErrorBlock } from '../../../ui/ErrorBlock.tsx'
import { Section } from '../../../ui/Section.tsx'
import { ListLink } from '../../home/ListLink.tsx'
import { type MonthSpan, monthLabel, monthsFrom } from '../months.ts'
import '../licensing.css'

const monthsShown = 6

interface Outlook {
  readonly month: string
  readonly expected: Money
  readonly weighted: Money
}
type Query = AboveProps['query']

/** What the renewals of this list are expected to bring, month by month, and what of it may be counted on. */
export function Forecast({ collection: { path }, query }: AboveProps) {
  const { t } = useTranslation()
  const { tenant } = useSession()
  const { data, error, refetch } = useQuery({
    queryKey: ['watch', path, 'forecast', query],
    queryFn: ({ signal }) => request<{ data: readonly Outlook[] }>('GET', `/${path}/forecast`, { query, signal }),
    placeholderData: before => before,
  })
  if (error && !data) return <ErrorBlock problem={error} onRetry={() => refetch()} className="above-problem" />
  if (!data) return <div className="above above-waiting" aria-busy />
  const currencies = currenciesIn([data.data.map(({ expected }) => expected)], tenant.currency)
  if (currencies.length === 0) return null
  return (
    <div className="above">
      <Section
        title={t('renewals.forecast')}
        remember="renewals.forecast"
        extra={<span className="small quiet above-legend">{t('renewals.legend')}</span>}
      >
        <div className="forecast">
          {currencies.map(currency => (
            <Currency
              key={currency}
              {...{ currency, path, query }}
              outlook={data.data.filter(({ expected }) => expected.currency === currency)}
            />
          ))}
        </div>
      </Section>
    </div>
  )
}

interface CurrencyProps {
  readonly currency: string
  readonly outlook: readonly Outlook[]
  readonly path: string
  readonly query: Query
}

const amount = ({ amount }: Money) => Number(amount)
const sumOf = (outlook: readonly Outlook[]) => ({
  expected: outlook.reduce((sum, { expected }) => sum + amount(expected), 0),
  weighted: outlook.reduce((sum, { weighted }) => sum + amount(weighted), 0),
})
const within = ({ from, to }: MonthSpan, query: Query): Query => ({
  ...query,
  'filter[dueOn][gte]': from,
  'filter[dueOn][lte]': to,
})

/** One currency: all of it, what is overdue, the months to come; what is later stands in the sum alone. */
function Currency({ currency, outlook, path, query }: CurrencyProps) {
  const { t } = useTranslation()
  const { today, language } = useFormats()
  const months = monthsFrom(today, monthsShown)
  const first = months[0]?.from ?? ''
  const last = months.at(-1)?.to ?? ''
  const inMonth = (from: string) => outlook.filter(({ month }) => month === from)
  const late = outlook.filter(({ month }) => month < first)
  const later = outlook.filter(({ month }) => month > last)
  const most = Math.max(...months.map(({ from }) => sumOf(inMonth(from)).expected), 1)
  const cell = { currency, path, most }
  return (
    <div className="forecast-row">
      <Cell label={t('renewals.all', { currency })} outlook={outlook} query={query} {...cell} isSum />
      {late.length > 0 && (
        <Cell label={t('renewals.late')} outlook={late} query={{ ...query, 'filter[dueOn][lt]': first }} {...cell} />
      )}
      {months.map(month => (
        <Cell
          key={month.from}
          label={monthLabel(month.from, language)}
          outlook={inMonth(month.from)}
          query={within(month, query)}
          {...cell}
        />
      ))}
      {later.length > 0 && (
        <Cell label={t('renewals.later')} outlook={later} query={{ ...query, 'filter[dueOn][gt]': last }} {...cell} />
      )}
    </div>
  )
}

interface CellProps extends CurrencyProps {
  readonly label: string
  /** The highest of the row, for the bars. */
  readonly most: number
  readonly isSum?: boolean
}

function Cell({ label, outlook, currency, path, query, most, isSum = false }: CellProps) {
  const { t } = useTranslation()
  const { money } = useFormats()
  const { expected, weighted } = sumOf(outlook)
  const short = (value: number) => money({ amount: value.toFixed(2), currency }, { compact: true })
  if (outlook.length === 0)
    return (
      <div className="forecast-cell">
        <small>{label}</small>
        <b className="quiet">—</b>
      </div>
    )
  return (
    <ListLink path={path} query={query} className={isSum ? 'forecast-cell forecast-sum' : 'forecast-cell'}>
      <small>{label}</small>
      <b className="num">{short(weighted)}</b>
      <small className="num ellipsis">{t('renewals.of', { amount: short(expected) })}</small>
      {!isSum && (
        <span className="forecast-bar" aria-hidden>
          <i style={{ width: `${(expected / most) * 100}%` }} />
          <i style={{ width: `${(weighted / most) * 100}%` }} />
        </span>
      )}
    </ListLink>
  )
}
