import { CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { LifecycleBar } from '../../ui/LifecycleBar.tsx'
import type { Order } from '../api.ts'
import { orderSteps, orderTones } from '../model.ts'

/** How far an order has come, with the days; or that it has ended, and why. */
export function OrderProgress({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  const { phone } = usePreferences()
  const { date, day } = useFormats()
  // Latest first: a state may be reached more than once.
  const reached = (status: string) => order.timeline.findLast(entry => entry.status === status)?.at
  const steps = orderSteps.map(name => {
    const at = reached(name)
    const note = at && date(day(at))
    return { name, label: t(`portal.order.status.${name}`), tone: orderTones[name], note }
  })
  const hasEnded = order.status === 'rejected' || order.status === 'canceled'
  return (
    <section className="portal-sheet portal-progress" aria-label={t('portal.order.progress')}>
      {hasEnded ? (
        <p className={`portal-ended tone-${orderTones[order.status]}`}>
          <CircleAlert size={16} aria-hidden />
          <span>
            <b>{t(`portal.order.ended.${order.status}`)}</b>
            {order.reason && <span className="prose">{order.reason}</span>}
          </span>
        </p>
      ) : (
        <>
          <LifecycleBar label={t('portal.order.progress')} steps={steps} current={order.status} compact={phone} />
          <p className="portal-next">{t(`portal.order.next.${order.status}`)}</p>
        </>
      )}
    </section>
  )
}
