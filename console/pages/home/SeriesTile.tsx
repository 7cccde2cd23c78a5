import { useNavigate } from '@tanstack/react-router'
import type { TileMeta } from '@tenon/kernel/derive/tile-meta.ts'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { useCollection } from '../../app/meta.ts'
import { useSession } from '../../app/session.tsx'
import { amountOf, currenciesIn, type Summary, type SummaryGroup, useSummary } from '../../app/summary.ts'
import { Chart, ChartBones } from '../../charts/Chart.tsx'
import { type ChartSeries, type ChartSpec, tableOf } from '../../charts/spec.ts'
import { asked, useAsked } from './asked.ts'
import { type Period, periodsOf } from './periods.ts'
import { TileFrame } from './TileFrame.tsx'

/** Figures over time: bars and lines by month, the second measure against an axis of its own. */
export function SeriesTile({ tile }: { tile: TileMeta }) {
  const { t } = useTranslation()
  const { today, language } = useFormats()
  const { tenant } = useSession()
  const navigate = useNavigate()
  const narrowed = useAsked(tile.scopes)
  const { path, query } = asked(tile.question)
  const { over, by, measures = [] } = tile
  const periods = useMemo(() => (over ? periodsOf(over, today, language) : []), [over, today, language])
  const group = [`${over?.field}:${over?.bucket}`, ...(by ? [by] : [])].join(',')
  const answer = useSummary(path, {
    ...narrowed(query),
    group,
    measure: measures.map(({ measure }) => measure).join(','),
  })
  const totals = Object.values(answer.data?.total.values ?? {})
  const currencies = currenciesIn(totals, tenant.currency)
  const [chosen, setChosen] = useState<string>()
  const currency = chosen ?? currencies[0] ?? tenant.currency
  const spec = useSpec(tile, answer.data, periods, currency)
  const open = (at: number) => {
    const period = periods[at]
    if (!over || !period) return
    const within = { [`filter[${over.field}][gte]`]: period.from, [`filter[${over.field}][lte]`]: period.to }
    navigate({ to: '/$collection', params: { collection: path }, search: { ...narrowed(query), ...within } as never })
  }
  return (
    <TileFrame
      tile={tile}
      answers={[answer]}
      bones={<ChartBones />}
      table={{ ...tableOf(spec, t('home.period')), onOpen: open }}
      patterned
      extra={currencies.length > 1 && <Currencies all={currencies} chosen={currency} onChoose={setChosen} />}
      empty={answer.data?.total.count === 0 && t('home.nothingYet')}
    >
      <div className="chart-body">
        <Chart spec={spec} label={tile.label} onPick={open} />
      </div>
    </TileFrame>
  )
}

interface CurrenciesProps {
  all: readonly string[]
  chosen: string
  onChoose: (currency: string) => void
}

/** No two currencies are ever added up, so one is looked at at a time. */
function Currencies({ all, chosen, onChoose }: CurrenciesProps) {
  const { t } = useTranslation()
  return (
    <fieldset className="segments" aria-label={t('home.currency')}>
      {all.slice(0, 3).map(currency => (
        <button key={currency} type="button" aria-pressed={currency === chosen} onClick={() => onChoose(currency)}>
          {currency}
        </button>
      ))}
    </fieldset>
  )
}

/** `¥1.50M` as `¥1.5M`: the marks of an axis are round. */
const withoutZeros = (text: string) => text.replace(/\.(\d*?)0+(?=\D|$)/, (_, kept: string) => (kept ? `.${kept}` : ''))

const numberIn = (group: SummaryGroup | undefined, measure: string, currency: string): number =>
  group ? (measure === 'count' ? group.count : (amountOf(group.values[measure], currency) ?? 0)) : 0

function useSpec(tile: TileMeta, data: Summary | undefined, periods: readonly Period[], currency: string): ChartSpec {
  const { t } = useTranslation()
  const { number, money } = useFormats()
  const { path } = asked(tile.question)
  const { entity } = useCollection(path)
  const { measures = [], by, over } = tile
  return useMemo(() => {
    const groups = data?.groups ?? []
    const options = by ? (entity.fields.find(field => field.name === by)?.options ?? []) : []
    const at = (period: Period, key?: string) =>
      groups.find(({ keys }) => keys[0] === period.from && (key === undefined || keys[1] === key))
    const isMoney = (measure: string) => Array.isArray(data?.total.values[measure])
    const stacked = options.map(
      (option): ChartSeries => ({
        key: option.value,
        name: option.label,
        kind: 'bar',
        stack: 'all',
        ...(option.tone ? { tone: option.tone } : {}),
        values: periods.map(period => numberIn(at(period, option.value), measures[0]?.measure ?? 'count', currency)),
      }),
    )
    const series = measures.map(
      ({ key, label, measure, draw, right }): ChartSeries => ({
        key,
        name: `${label}${isMoney(measure) ? ` (${currency})` : ''}${right ? t('home.rightAxis') : ''}`,
        kind: draw,
        right,
        values: periods.map(period => numberIn(at(period), measure, currency)),
      }),
    )
    const axis = (right: boolean) => {
      const measure = measures.find(each => each.right === right)?.measure ?? 'count'
      return isMoney(measure)
        ? {
            format: (value: number) =>
              value === 0 ? '0' : withoutZeros(money({ amount: String(value), currency }, { compact: true })),
          }
        : { format: (value: number) => number(value), whole: measure === 'count' }
    }
    return {
      categories: periods.map(period => period.label),
      series: by ? stacked : series,
      left: axis(false),
      ...(measures.some(({ right }) => right) && !by ? { right: axis(true) } : {}),
      ...(over && over.to >= 0 && over.from <= 0 ? { unfinished: -over.from } : {}),
    }
  }, [data, periods, currency, measures, by, over, entity, number, money, t])
}
