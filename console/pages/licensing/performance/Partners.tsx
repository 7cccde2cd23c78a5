import { useTranslation } from 'react-i18next'
import { type Money, useFormats } from '../../../app/formats.ts'
import { useCollection, useMeta } from '../../../app/meta.ts'
import { Board, type Column, Count, Sums } from './Board.tsx'
import type { Period } from './periods.ts'
import {
  confirmedOrders,
  countOf,
  type Named,
  ofOne,
  running,
  sales,
  sumsOf,
  useFigures,
  useNamed,
} from './useFigures.ts'

interface Row extends Named {
  readonly revenue: readonly Money[]
  readonly paid: number
  readonly confirmed: number
  readonly licences: number
}

/** Partners: what was paid of what they brought, the orders that were confirmed, and the licences that run through them. */
export function Partners({ period }: { period: Period }) {
  return useMeta().entities['licensing.partner'] ? <PartnersSeen period={period} /> : null
}

function PartnersSeen({ period }: { period: Period }) {
  const { t } = useTranslation()
  const partners = useNamed('partners', 'licensing.partner')
  const lists = { sold: sales('partner', period), orders: confirmedOrders(period), held: running() }
  const sold = useFigures(lists.sold, 'count,sum:amount')
  const orders = useFigures(lists.orders)
  const held = useFigures(lists.held)
  const rows = partners.data?.data
    .map(
      (partner): Row => ({
        ...partner,
        revenue: sumsOf(sold.data, partner.id, 'sum:amount'),
        paid: countOf(sold.data, partner.id),
        confirmed: countOf(orders.data, partner.id),
        licences: countOf(held.data, partner.id),
      }),
    )
    .toSorted((one, other) => other.paid - one.paid || other.licences - one.licences)
  return (
    <Board
      title={t('performance.partners')}
      sub={t('performance.partnersSub')}
      first={t('performance.partner')}
      path="partners"
      columns={useColumns(lists)}
      rows={sold.isPending && sold.fetchStatus !== 'idle' ? undefined : rows}
      problem={partners.error ?? sold.error}
      onRetry={() => void Promise.all([partners.refetch(), sold.refetch()])}
    />
  )
}

function useColumns(lists: Record<'sold' | 'orders' | 'held', ReturnType<typeof sales>>): readonly Column<Row>[] {
  const { t } = useTranslation()
  const { money } = useFormats()
  const { entity } = useCollection('partners')
  const options = entity.fields.find(({ name }) => name === 'tier')?.options
  const tierOf = ({ tier }: Row) => options?.find(({ value }) => value === tier)?.label ?? '—'
  const { sold, orders, held } = lists
  const seesOrders = useMeta().entities['licensing.partnerOrder'] !== undefined
  const columns: readonly Column<Row>[] = [
    { key: 'tier', label: t('performance.tier'), cell: tierOf, plain: tierOf, isText: true },
    {
      key: 'revenue',
      label: t('performance.revenue'),
      cell: row => <Sums values={row.revenue} path={sold.path} query={ofOne(sold, row.id)} />,
      plain: ({ revenue }) => revenue.map(value => money(value)).join(' + '),
    },
    {
      key: 'paid',
      label: t('performance.orders'),
      cell: row => <Count value={row.paid} path={sold.path} query={ofOne(sold, row.id)} />,
      plain: ({ paid }) => paid,
    },
    {
      key: 'confirmed',
      label: t('performance.confirmed'),
      cell: row => <Count value={row.confirmed} path={orders.path} query={ofOne(orders, row.id)} />,
      plain: ({ confirmed }) => confirmed,
    },
    {
      key: 'licences',
      label: t('performance.licences'),
      cell: row => <Count value={row.licences} path={held.path} query={ofOne(held, row.id)} />,
      plain: ({ licences }) => licences,
    },
  ]
  return columns.filter(({ key }) => key !== 'confirmed' || seesOrders)
}
