import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { useCollection } from '../../app/meta.ts'
import { useSession } from '../../app/session.tsx'
import { Chart } from '../../charts/Chart.tsx'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { Funnel } from '../../charts/Funnel.tsx'
import { HeatGrid } from '../../charts/HeatGrid.tsx'
import { type ChartSpec, tableOf } from '../../charts/spec.ts'
import { ListLink } from '../home/ListLink.tsx'
import type { Statistics } from './useStatistics.ts'

const monthName = (day: string, language: string) =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { month: 'short', timeZone: 'UTC' }).format(
    new Date(day),
  )

/** How far the licences of the last twelve months have come. */
export function LifeFunnel({ steps }: { readonly steps: Statistics['funnel'] }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const name = (key: string) => t(`statistics.steps.${key}`)
  const table = {
    columns: [t('statistics.step'), t('statistics.number')],
    rows: steps.map(s => [name(s.key), s.count]),
  }
  return (
    <ChartFrame title={t('statistics.funnel')} sub={t('statistics.lastYear')} table={table}>
      <Funnel
        number={number}
        steps={steps.map(({ key, count, list }) => ({
          key,
          count,
          label: name(key),
          won: key === 'inUse',
          link: (children, className) => (
            <ListLink path={list.collection} query={list.query} className={className}>
              {children}
            </ListLink>
          ),
        }))}
      />
    </ChartFrame>
  )
}

/** Which edition ends in which month. */
export function ExpiryHeat({ expiry: { months, cells } }: { readonly expiry: NonNullable<Statistics['expiry']> }) {
  const { t, i18n } = useTranslation()
  const { number } = useFormats()
  const { entity } = useCollection('licenses')
  const editions = entity.fields.find(({ name }) => name === 'edition')?.options ?? []
  const at = (month: string | undefined, edition: string | undefined) =>
    cells.find(cell => cell.month === month && cell.edition === edition)
  const rows = editions.map(({ value, label }) => ({
    label,
    values: months.map(month => at(month, value)?.count ?? 0),
  }))
  const columns = months.map(month => monthName(month, i18n.language))
  const table = { columns: [t('statistics.edition'), ...columns], rows: rows.map(row => [row.label, ...row.values]) }
  return (
    <ChartFrame title={t('statistics.expiry')} sub={t('statistics.nextYear')} table={table}>
      <div className="statistics-heat">
        <HeatGrid
          label={t('statistics.expiry')}
          corner={t('statistics.edition')}
          columns={columns}
          rows={rows}
          number={number}
          link={(row, column, children, className) => {
            const list = at(months[column], editions[row]?.value)?.list
            return list ? (
              <ListLink path={list.collection} query={list.query} className={className}>
                {children}
              </ListLink>
            ) : (
              children
            )
          }}
        />
      </div>
    </ChartFrame>
  )
}

const currenciesOf = (orders: NonNullable<Statistics['orders']>, first: string) =>
  [...new Set(orders.flatMap(({ results }) => results.flatMap(({ currency }) => currency ?? [])))].sort(
    (one, other) => Number(other === first) - Number(one === first),
  )

/** What was ordered each month: the amount of one currency against the left axis, how many orders against the right one. */
export function Orders({ orders }: { readonly orders: NonNullable<Statistics['orders']> }) {
  const { t, i18n } = useTranslation()
  const { number, money } = useFormats()
  const { tenant } = useSession()
  const navigate = useNavigate()
  const currencies = currenciesOf(orders, tenant.currency)
  const [wanted, setWanted] = useState<string>()
  const currency = wanted ?? currencies[0] ?? tenant.currency
  const spec: ChartSpec = {
    categories: orders.map(({ month }) => monthName(month, i18n.language)),
    left: { format: value => money({ amount: String(value), currency }, { compact: true }) },
    right: { format: value => number(value), whole: true },
    unfinished: orders.length - 1,
    series: [
      {
        key: 'amount',
        name: `${t('statistics.amount')} (${currency})`,
        kind: 'bar',
        values: orders.map(({ results }) => Number(results.find(result => result.currency === currency)?.value ?? 0)),
      },
      { key: 'count', name: t('statistics.orderCount'), kind: 'line', right: true, values: orders.map(o => o.count) },
    ],
  }
  const open = (at: number) => {
    const list = orders[at]?.list
    if (list)
      void navigate({ to: '/$collection', params: { collection: list.collection }, search: list.query as never })
  }
  const choice = currencies.length > 1 && (
    <fieldset className="statistics-switch" aria-label={t('statistics.currency')}>
      {currencies.map(each => (
        <button key={each} type="button" aria-pressed={each === currency} onClick={() => setWanted(each)}>
          {each}
        </button>
      ))}
    </fieldset>
  )
  return (
    <ChartFrame
      title={t('statistics.orders')}
      sub={t('statistics.lastYear')}
      extra={choice}
      table={{ ...tableOf(spec, t('statistics.month')), onOpen: open }}
      patterned
      className="statistics-orders"
    >
      <Chart spec={spec} label={t('statistics.orders')} onPick={open} />
    </ChartFrame>
  )
}
