import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { useSession } from '../../app/session.tsx'
import type { PriceList } from '../api.ts'
import { Facts } from '../frame/Facts.tsx'
import { OrderItems } from './OrderItems.tsx'
import type { OrderForm } from './useOrderForm.ts'
import type { usePrices } from './usePrices.ts'

interface OrderReviewProps {
  readonly form: OrderForm
  readonly list: PriceList
  readonly prices: ReturnType<typeof usePrices>
  onGo(step: 'lines' | 'details'): void
}

/** All of it once more, and what happens when it is sent. */
export function OrderReview({ form, list, prices, onGo }: OrderReviewProps) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const { tenant } = useSession()
  const { typed } = form
  const items = typed.lines.flatMap((line, at) => {
    const item = prices.of(at)
    return item ? [{ ...item, endCustomer: line.endCustomer }] : []
  })
  const edit = (step: 'lines' | 'details', label: string) => (
    <button type="button" className="link" onClick={() => onGo(step)} aria-label={label}>
      {t('portal.step.change')}
    </button>
  )
  return (
    <>
      <OrderItems items={items} total={prices.total} extra={edit('lines', t('portal.step.changeLines'))} />
      <Facts
        title={t('portal.step.details')}
        facts={[
          [t('portal.order.poNo'), typed.poNo || '—'],
          [t('portal.order.note'), typed.note && <span className="prose">{typed.note}</span>],
          [t('portal.company.discount'), Number(list.discountPercent) > 0 && `${number(list.discountPercent)}%`],
        ]}
        extra={edit('details', t('portal.step.changeDetails'))}
      />
      <p className="portal-consequence">{t('portal.order.consequence', { house: tenant.name })}</p>
    </>
  )
}
