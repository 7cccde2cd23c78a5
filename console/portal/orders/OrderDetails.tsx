import { useTranslation } from 'react-i18next'
import { Labelled } from '../frame/Labelled.tsx'
import type { OrderForm } from './useOrderForm.ts'

/** Under which number the partner keeps it, and what is to be known beside. */
export function OrderDetails({ form }: { readonly form: OrderForm }) {
  const { t } = useTranslation()
  const { typed, faults, set } = form
  return (
    <section className="portal-sheet portal-form" aria-label={t('portal.step.details')}>
      <Labelled label={t('portal.order.poNo')} hint={t('portal.order.poNoHint')} fault={faults.poNo} isOptional>
        {tied => (
          <input
            {...tied}
            className="ctl"
            maxLength={60}
            autoComplete="off"
            value={typed.poNo}
            onChange={event => set('poNo', event.target.value)}
          />
        )}
      </Labelled>
      <Labelled label={t('portal.order.note')} hint={t('portal.order.noteHint')} fault={faults.note} isOptional wide>
        {tied => (
          <textarea
            {...tied}
            className="ctl"
            rows={4}
            maxLength={2000}
            value={typed.note}
            onChange={event => set('note', event.target.value)}
          />
        )}
      </Labelled>
    </section>
  )
}
