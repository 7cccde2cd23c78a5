import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { SkeletonForm } from '../../ui/Skeleton.tsx'
import { type Order, orderQuery, type PriceList, partnerQuery, pricesQuery } from '../api.ts'
import { Answer, Nothing, Page } from '../frame/Page.tsx'
import { blankLine, draftOf } from './draft.ts'
import { OrderWizard } from './OrderWizard.tsx'

const skeleton = <SkeletonForm />

export function NewOrder() {
  return (
    <Answer query={useQuery(pricesQuery)} skeleton={skeleton}>
      {list => <Ready list={list} />}
    </Answer>
  )
}

export function EditOrder({ id }: { readonly id: string }) {
  // What is being edited does not change under the hand: a newer version is met when it is saved.
  const order = useQuery({ ...orderQuery(id), refetchOnWindowFocus: false, staleTime: Number.POSITIVE_INFINITY })
  const prices = useQuery(pricesQuery)
  return (
    <Answer query={prices} skeleton={skeleton}>
      {list => (
        <Answer query={order} skeleton={skeleton} back="/portal/orders">
          {found => (found.actions.includes('edit') ? <Ready list={list} order={found} /> : <Fixed order={found} />)}
        </Answer>
      )}
    </Answer>
  )
}

function Ready({ list, order }: { readonly list: PriceList; readonly order?: Order }) {
  const { t } = useTranslation()
  const { data: partner } = useQuery(partnerQuery)
  const initial = useMemo(
    () => (order ? draftOf(order) : { lines: [blankLine(list)], poNo: '', note: '' }),
    [list, order],
  )
  const title = order ? t('portal.order.editTitle', { no: order.orderNo }) : t('portal.order.new')
  if (list.data.length === 0 || partner?.canOrder === false)
    return (
      <Page title={title} back={{ to: '/portal/orders', label: t('portal.nav.orders') }}>
        <Nothing
          title={t('portal.order.cannot')}
          text={t(list.data.length === 0 ? 'portal.order.noPrices' : 'portal.order.mayNot')}
          to="/portal/company"
          link={t('portal.contactUs')}
        />
      </Page>
    )
  return <OrderWizard key={order?.version} title={title} list={list} initial={initial} order={order} />
}

/** Sent in the meantime, by a colleague or in another window. */
function Fixed({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  return (
    <Page title={order.orderNo}>
      <Nothing
        title={t('portal.order.fixed')}
        text={t('portal.order.fixedText')}
        to={`/portal/orders/${order.id}`}
        link={t('portal.order.open')}
      />
    </Page>
  )
}
