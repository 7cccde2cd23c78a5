import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ClipboardList, KeyRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { HighlightStrip } from '../../ui/HighlightStrip.tsx'
import { SkeletonTile } from '../../ui/Skeleton.tsx'
import { type License, type OrderRow as Order, partnerQuery, someQuery } from '../api.ts'
import { Answer, Nothing, Page } from '../frame/Page.tsx'
import { Bones } from '../frame/Rows.tsx'
import { LicenseRows } from '../licenses/LicenseRows.tsx'
import { useSoon } from '../licenses/useSoon.ts'
import { NewOrderButton, OrderRow } from './OrderList.tsx'

const open = { 'filter[status][in]': 'draft,submitted,underReview,confirmed', sort: '-createdAt' }
const few = 5

/** Where a partner begins: what is under way, what ends soon, and a new order. */
export function Overview() {
  const { t } = useTranslation()
  const partner = useQuery(partnerQuery)
  const orders = useQuery(someQuery<Order>('/partners/orders', open, few))
  const licenses = useQuery(someQuery<License>('/partners/licenses', useSoon(), few))
  return (
    <Page
      title={partner.data?.name ?? t('portal.nav.overview')}
      lead={t('portal.overview.lead')}
      actions={partner.data?.canOrder !== false && <NewOrderButton />}
    >
      <Answer query={partner} skeleton={<SkeletonTile />}>
        {found => <Figures partner={found} orders={orders.data?.page.total} ending={licenses.data?.page.total} />}
      </Answer>
      <Part title={t('portal.overview.orders')} to="/portal/orders" all={t('portal.order.showAll')}>
        <Answer query={orders} skeleton={<Bones />}>
          {({ data }) =>
            data.length === 0 ? (
              <Nothing
                icon={<ClipboardList size={18} />}
                title={t('portal.order.noneOpen')}
                text={t('portal.order.noneText')}
              />
            ) : (
              <ul className="portal-sheet portal-rows">
                {data.map(order => (
                  <OrderRow key={order.id} order={order} />
                ))}
              </ul>
            )
          }
        </Answer>
      </Part>
      <Part title={t('portal.overview.ending')} to="/portal/licenses" all={t('portal.license.showAll')}>
        <Answer query={licenses} skeleton={<Bones />}>
          {({ data }) =>
            data.length === 0 ? (
              <Nothing
                icon={<KeyRound size={18} />}
                title={t('portal.license.noneEnding')}
                text={t('portal.license.noneEndingText')}
              />
            ) : (
              <LicenseRows licenses={data} of="partner" />
            )
          }
        </Answer>
      </Part>
    </Page>
  )
}

interface FiguresProps {
  readonly partner: { readonly tier: string; readonly discountPercent: string; readonly agreementEndsOn: string | null }
  readonly orders: number | undefined
  readonly ending: number | undefined
}

function Figures({ partner, orders, ending }: FiguresProps) {
  const { t } = useTranslation()
  const { number, date, daysUntil } = useFormats()
  const { tier, discountPercent, agreementEndsOn } = partner
  const left = agreementEndsOn === null ? null : daysUntil(agreementEndsOn)
  return (
    <HighlightStrip
      items={[
        { key: 'orders', label: t('portal.overview.orders'), value: orders === undefined ? '—' : number(orders) },
        {
          key: 'ending',
          label: t('portal.overview.ending'),
          value: ending === undefined ? '—' : number(ending),
          ...(ending && { tone: 'issue' as const }),
        },
        {
          key: 'tier',
          label: t('portal.company.tier'),
          value: t(`portal.tier.${tier}`, { defaultValue: tier }),
          below: t('portal.company.less', { percent: number(discountPercent) }),
        },
        ...(agreementEndsOn === null
          ? []
          : [
              {
                key: 'agreement',
                label: t('portal.company.agreementUntil'),
                value: date(agreementEndsOn),
                ...(left !== null && left < 90 && { tone: 'issue' as const, below: t('portal.days', { count: left }) }),
              },
            ]),
      ]}
    />
  )
}

interface PartProps {
  readonly title: string
  readonly to: string
  readonly all: string
  readonly children: ReactNode
}

function Part({ title, to, all, children }: PartProps) {
  return (
    <section className="portal-part" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <Link to={to as never} className="link">
          {all}
        </Link>
      </header>
      {children}
    </section>
  )
}
