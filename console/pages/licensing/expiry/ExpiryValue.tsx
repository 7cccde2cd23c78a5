import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../app/formats.ts'
import { useSession } from '../../../app/session.tsx'
import { amountOf, currenciesIn, useSummary } from '../../../app/summary.ts'
import { Chart } from '../../../charts/Chart.tsx'
import { ChartFrame } from '../../../charts/ChartFrame.tsx'
import { type ChartSpec, tableOf } from '../../../charts/spec.ts'
import { monthLabel } from '../months.ts'
import { type ExpiryProps, listOf } from './cells.ts'

const measure = 'sum:value'

/** What the licences that end are worth, month by month: a chart for each currency, because no two are added up. */
export function ExpiryValue(props: ExpiryProps) {
  const { tenant } = useSession()
  const { data } = useSummary(props.path, { ...props.query, group: 'endsOn:month', measure })
  const currencies = currenciesIn(data?.groups.map(({ values }) => values[measure]) ?? [], tenant.currency)
  const sumIn = (month: string, currency: string) =>
    amountOf(data?.groups.find(({ keys }) => keys[0] === month)?.values[measure], currency)
  return currencies.map(currency => (
    <InCurrency key={currency} currency={currency} sumIn={month => sumIn(month, currency)} {...props} />
  ))
}

interface InCurrencyProps extends ExpiryProps {
  readonly currency: string
  sumIn(month: string): number | null
}

function InCurrency({ currency, sumIn, ...props }: InCurrencyProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { language, money } = useFormats()
  const { months, path } = props
  const sums = months.map(({ from }) => sumIn(from))
  const known = JSON.stringify(sums)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sums as text say when they are others.
  const spec = useMemo<ChartSpec>(
    () => ({
      categories: months.map(({ from }) => monthLabel(from, language)),
      series: [{ key: 'value', name: t('expiry.value'), kind: 'bar', values: sums }],
      left: { format: amount => money({ amount: String(amount), currency }, { compact: true }) },
    }),
    [known, language, currency, t, money],
  )
  const open = (at: number) =>
    navigate({
      to: '/$collection',
      params: { collection: path },
      search: listOf(props, undefined, at + 1) as never,
    })
  return (
    <ChartFrame
      title={t('expiry.valueIn', { currency })}
      sub={t('expiry.valueSub')}
      table={{ ...tableOf(spec, t('license.month')), onOpen: open }}
      className="expiry-value"
    >
      <Chart spec={spec} label={t('expiry.valueIn', { currency })} onPick={open} height={170} />
    </ChartFrame>
  )
}
