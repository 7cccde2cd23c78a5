import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { toast } from '../../ui/toast.tsx'
import { pricesQuery } from '../api.ts'
import { Ask, askAmount, askChoice, askDay, askText, askWord, required } from '../frame/Ask.tsx'

/** Who is being won, so that nobody else gets in between. */
export function RegisterDeal({ currency, onClose }: { readonly currency: string; onClose(): void }) {
  const { t } = useTranslation()
  const { data } = useQuery(pricesQuery)
  const products = data?.data.map(({ id, name }) => ({ value: id, label: name })) ?? []
  return (
    <Ask
      label={t('portal.deal.new')}
      hint={t('portal.deal.newHint')}
      object={t('portal.deal.object')}
      input={[
        askWord('prospect', t('portal.deal.prospect'), { ...required, maxLength: 200 }),
        askWord('domain', t('portal.deal.domain'), { ...required, maxLength: 200, hint: t('portal.deal.domainHint') }),
        askChoice('product', t('portal.item.product'), products),
        askAmount('amount', t('portal.deal.amount'), currency),
        askDay('expectedOn', t('portal.deal.expectedOn')),
        askText('note', t('portal.order.note'), { maxLength: 2000 }),
      ]}
      path="/partners/deal_registrations"
      onDone={() => toast({ text: t('portal.deal.done') })}
      onClose={onClose}
    />
  )
}
