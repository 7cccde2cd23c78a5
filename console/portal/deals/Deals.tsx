import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Handshake, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { StatusPill } from '../../ui/StatusPill.tsx'
import { toast } from '../../ui/toast.tsx'
import { type Deal, partnerQuery, rowsQuery } from '../api.ts'
import { Ask } from '../frame/Ask.tsx'
import { Nothing, Page } from '../frame/Page.tsx'
import { More, Rows } from '../frame/Rows.tsx'
import { dealTones } from '../model.ts'
import { RegisterDeal } from './RegisterDeal.tsx'

/** The prospects a partner has registered, and until when each is theirs. */
export function Deals() {
  const { t } = useTranslation()
  const { data: partner } = useQuery(partnerQuery)
  const query = useInfiniteQuery(rowsQuery<Deal>('/partners/deal_registrations', { sort: '-createdAt' }))
  const [registers, setRegisters] = useState(false)
  const button = partner?.canOrder !== false && (
    <Button type="primary" size="large" icon={<Plus size={16} aria-hidden />} onClick={() => setRegisters(true)}>
      {t('portal.deal.new')}
    </Button>
  )
  return (
    <Page title={t('portal.nav.deals')} lead={t('portal.deal.lead')} actions={button}>
      <Rows
        query={query}
        nothing={
          <Nothing
            icon={<Handshake size={18} />}
            title={t('portal.deal.none')}
            text={t('portal.deal.noneText')}
            action={button}
          />
        }
      >
        {deals => (
          <ul className="portal-sheet portal-rows">
            {deals.map(deal => (
              <DealRow key={deal.id} deal={deal} />
            ))}
          </ul>
        )}
      </Rows>
      <More query={query} />
      {registers && <RegisterDeal currency={partner?.currency ?? 'CNY'} onClose={() => setRegisters(false)} />}
    </Page>
  )
}

function DealRow({ deal }: { readonly deal: Deal }) {
  const { t } = useTranslation()
  const { money } = useFormats()
  const [withdraws, setWithdraws] = useState(false)
  const isOpen = deal.status === 'submitted' || deal.status === 'underReview'
  return (
    <li className="portal-row portal-deal">
      <span className="portal-row-words">
        <b className="ellipsis">{deal.prospect}</b>
        <small className="ellipsis">{[deal.regNo, deal.domain, deal.product?.name].filter(Boolean).join(' · ')}</small>
        {deal.reason && <small className="prose">{deal.reason}</small>}
      </span>
      <span className="portal-row-amount num">{deal.amount && money(deal.amount)}</span>
      <Until deal={deal} />
      <span className="portal-row-status">
        <StatusPill
          tone={dealTones[deal.status] ?? 'unstarted'}
          label={t(`portal.deal.status.${deal.status}`, { defaultValue: deal.status })}
        />
      </span>
      <span className="portal-row-act">
        {isOpen && (
          <Button onClick={() => setWithdraws(true)} aria-label={t('portal.deal.withdrawOf', { name: deal.prospect })}>
            {t('portal.deal.withdrawShort')}
          </Button>
        )}
      </span>
      {withdraws && (
        <Ask
          label={t('portal.deal.withdraw')}
          hint={t('portal.deal.withdrawHint')}
          object={deal.prospect}
          danger
          input={[]}
          path={`/partners/deal_registrations/${deal.id}/withdraw`}
          onDone={() => toast({ text: t('portal.deal.withdrawn', { name: deal.prospect }), tone: 'unstarted' })}
          onClose={() => setWithdraws(false)}
        />
      )}
    </li>
  )
}

function Until({ deal }: { readonly deal: Deal }) {
  const { t } = useTranslation()
  const { date, day } = useFormats()
  const { protectedUntil, createdAt } = deal
  return (
    <span className="portal-row-when small num">
      {protectedUntil
        ? t('portal.deal.protected', { until: date(protectedUntil) })
        : t('portal.deal.registered', { on: date(day(createdAt)) })}
    </span>
  )
}
