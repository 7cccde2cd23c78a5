import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { toast } from '../../ui/toast.tsx'
import type { License } from '../api.ts'
import { Ask, askCount, askText, askWord } from '../frame/Ask.tsx'

interface AskRenewalProps {
  readonly license: License
  readonly as: 'partner' | 'customer'
  onClose(): void
}

/** A partner's wish is an order at once, for as many as before; a customer's goes to whoever looks after them. */
export function AskRenewal({ license, as, onClose }: AskRenewalProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { code, customer, authorizedUsers } = license
  const months = askCount('months', t('portal.renewal.months'), { default: 12, min: 1, max: 60 })
  const users = askCount('users', t('portal.renewal.users'), { default: authorizedUsers, min: 1, max: 1_000_000 })
  const poNo = askWord('poNo', t('portal.order.poNo'), { maxLength: 60 })
  const note = askText('note', t('portal.order.note'), { maxLength: 1000 })
  const onDone = () => {
    toast({ text: t('portal.renewal.done', { no: code }) })
    if (as === 'partner') navigate({ to: '/portal/orders' as never })
  }
  return (
    <Ask
      label={t('portal.renewal.title')}
      hint={t(as === 'partner' ? 'portal.renewal.partnerHint' : 'portal.renewal.customerHint')}
      object={`${code} · ${customer.name}`}
      input={as === 'partner' ? [months, poNo, note] : [months, users, note]}
      path={`/${as === 'partner' ? 'partners' : 'portal'}/licenses/${license.id}/renewal-request`}
      onDone={onDone}
      onClose={onClose}
    />
  )
}
