import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { ClipboardList, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { useUrlState } from '../../app/url-state.ts'
import { StatusPill } from '../../ui/StatusPill.tsx'
import { ViewTabs } from '../../ui/ViewTabs.tsx'
import { type OrderRow as Row, rowsQuery } from '../api.ts'
import { Nothing, Page } from '../frame/Page.tsx'
import { More, Rows } from '../frame/Rows.tsx'
import { type OrderGroup, orderGroups, orderTones } from '../model.ts'

const groups = ['all', ...Object.keys(orderGroups)] as readonly ('all' | OrderGroup)[]
const isGroup = (key: string | undefined): key is OrderGroup => key !== undefined && key in orderGroups

export function NewOrderButton() {
  const { t } = useTranslation()
  return (
    <Link to={'/portal/orders/new' as never} className="button-link">
      <Button type="primary" size="large" tabIndex={-1} icon={<Plus size={16} aria-hidden />}>
        {t('portal.order.new')}
      </Button>
    </Link>
  )
}

/** All orders of the partner, the latest first, by how far they have come. */
export function OrderList() {
  const { t } = useTranslation()
  const [{ show }, change] = useUrlState()
  const group = isGroup(show) ? show : undefined
  const query = useInfiniteQuery(
    rowsQuery<Row>('/partners/orders', {
      sort: '-createdAt',
      'filter[status][in]': group && orderGroups[group].join(','),
    }),
  )
  return (
    <Page title={t('portal.nav.orders')} lead={t('portal.order.lead')} actions={<NewOrderButton />}>
      <ViewTabs
        label={t('portal.order.byStatus')}
        tabs={groups.map(key => ({ key, label: t(`portal.order.group.${key}`) }))}
        current={group ?? 'all'}
        onSelect={key => change({ show: key === 'all' ? undefined : key })}
      />
      <Rows
        query={query}
        nothing={
          group ? (
            <Nothing
              title={t('portal.order.noneHere')}
              text={t('portal.order.noneHereText')}
              to="/portal/orders"
              link={t('portal.order.showAll')}
            />
          ) : (
            <Nothing
              icon={<ClipboardList size={18} />}
              title={t('portal.order.none')}
              text={t('portal.order.noneText')}
              action={<NewOrderButton />}
            />
          )
        }
      >
        {orders => (
          <ul className="portal-sheet portal-rows">
            {orders.map(order => (
              <OrderRow key={order.id} order={order} />
            ))}
          </ul>
        )}
      </Rows>
      <More query={query} />
    </Page>
  )
}

export function OrderRow({ order }: { readonly order: Row }) {
  const { t } = useTranslation()
  const { money, instant } = useFormats()
  const [first, ...others] = order.endCustomers
  return (
    <li>
      <Link to={`/portal/orders/${order.id}` as never} className="portal-row">
        <span className="portal-row-words">
          <b className="code">{order.orderNo}</b>
          <small className="ellipsis">
            {first ?? t('portal.order.noItems')}
            {others.length > 0 && ` ${t('portal.order.andOthers', { count: others.length })}`}
            {order.poNo && ` · ${order.poNo}`}
          </small>
        </span>
        <span className="portal-row-when quiet small num">{instant(order.updatedAt)}</span>
        <span className="portal-row-amount num">{money(order.total)}</span>
        <span className="portal-row-status">
          <StatusPill tone={orderTones[order.status]} label={t(`portal.order.status.${order.status}`)} />
        </span>
      </Link>
    </li>
  )
}
