import { useTranslation } from 'react-i18next'
import { type Money, useFormats } from '../../../app/formats.ts'
import { Meter } from '../../../ui/Meter.tsx'
import { Board, type Column, Count, Sums } from './Board.tsx'
import type { Period } from './periods.ts'
import { countOf, type Named, ofOne, renewalsOf, sales, sumsOf, useFigures, useNamed } from './useFigures.ts'

interface Row extends Named {
  readonly revenue: readonly Money[]
  /** The part of the yearly target that this period may be held against. */
  readonly goal: number | null
  /** Of the target, in its currency. */
  readonly attained: number | null
  readonly orders: number
  readonly won: number
  readonly lost: number
}

const amountIn = (values: readonly Money[], currency: string) =>
  Number(values.find(value => value.currency === currency)?.amount ?? 0)

/** Representatives: what was paid of their orders, how that stands against their target, which renewals they won. */
export function SalesReps({ period }: { period: Period }) {
  const { t } = useTranslation()
  const people = useNamed('sales_reps', 'licensing.salesRep')
  const asked = sales('salesRep', period)
  const [wonList, lostList] = [renewalsOf('won', period), renewalsOf('lost', period)]
  const sold = useFigures(asked, 'count,sum:amount')
  const won = useFigures(wonList)
  const lost = useFigures(lostList)
  const rows = people.data?.data
    .map((person): Row => {
      const revenue = sumsOf(sold.data, person.id, 'sum:amount')
      const goal = person.target ? Number(person.target.amount) * period.share : null
      const attained = goal ? amountIn(revenue, person.target?.currency ?? '') / goal : null
      const count = countOf(sold.data, person.id)
      return {
        ...person,
        revenue,
        goal,
        attained,
        orders: count,
        won: countOf(won.data, person.id),
        lost: countOf(lost.data, person.id),
      }
    })
    .toSorted((one, other) => (other.attained ?? -1) - (one.attained ?? -1) || other.orders - one.orders)
  const columns = useColumns({ asked, wonList, lostList })
  return (
    <Board
      title={t('performance.reps')}
      sub={t('performance.repsSub')}
      first={t('performance.rep')}
      path="sales_reps"
      columns={columns}
      rows={sold.isPending && sold.fetchStatus !== 'idle' ? undefined : rows}
      problem={people.error ?? sold.error}
      onRetry={() => void Promise.all([people.refetch(), sold.refetch()])}
    />
  )
}

type Lists = Record<'asked' | 'wonList' | 'lostList', ReturnType<typeof sales>>

function useColumns({ asked, wonList, lostList }: Lists): readonly Column<Row>[] {
  const { t } = useTranslation()
  const { money, number } = useFormats()
  const percent = (value: number) => number(value, { style: 'percent', maximumFractionDigits: 0 })
  const words = (values: readonly Money[]) => values.map(value => money(value)).join(' + ')
  const goalOf = ({ goal, target }: Row) =>
    goal && target ? money({ ...target, amount: goal.toFixed(2) }, { compact: true }) : '—'
  return [
    {
      key: 'revenue',
      label: t('performance.revenue'),
      cell: row => <Sums values={row.revenue} path={asked.path} query={ofOne(asked, row.id)} />,
      plain: ({ revenue }) => words(revenue),
    },
    { key: 'goal', label: t('performance.target'), cell: goalOf, plain: goalOf },
    {
      key: 'attained',
      label: t('performance.attained'),
      cell: row =>
        row.attained === null ? (
          '—'
        ) : (
          <span className="attained">
            <Meter value={row.attained} max={1} label={t('performance.attainedOf', { name: row.name })} width={72} />
            {percent(row.attained)}
          </span>
        ),
      plain: ({ attained }) => (attained === null ? '' : percent(attained)),
    },
    {
      key: 'orders',
      label: t('performance.orders'),
      cell: row => <Count value={row.orders} path={asked.path} query={ofOne(asked, row.id)} />,
      plain: ({ orders }) => orders,
    },
    {
      key: 'won',
      label: t('performance.won'),
      cell: row => <Count value={row.won} path={wonList.path} query={ofOne(wonList, row.id)} />,
      plain: ({ won }) => won,
    },
    {
      key: 'lost',
      label: t('performance.lost'),
      cell: row => <Count value={row.lost} path={lostList.path} query={ofOne(lostList, row.id)} />,
      plain: ({ lost }) => lost,
    },
  ]
}
