import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { CircleX, Pencil, Send } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { SkeletonRecord } from '../../ui/Skeleton.tsx'
import { StatusPill } from '../../ui/StatusPill.tsx'
import { toast } from '../../ui/toast.tsx'
import { type Order, orderQuery } from '../api.ts'
import { Ask, askText } from '../frame/Ask.tsx'
import { Facts } from '../frame/Facts.tsx'
import { Answer, Page } from '../frame/Page.tsx'
import { useDeed } from '../frame/useDeed.ts'
import { orderTones } from '../model.ts'
import { Comments } from './Comments.tsx'
import { OrderItems } from './OrderItems.tsx'
import { OrderProgress } from './OrderProgress.tsx'

const back = '/portal/orders'

/** One order: how far it is, what it holds, what was said about it. */
export function OrderPage({ id }: { readonly id: string }) {
  const query = useQuery(orderQuery(id))
  return (
    <Answer query={query} skeleton={<SkeletonRecord />} back={back}>
      {order => <Shown order={order} />}
    </Answer>
  )
}

function Shown({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  const { money } = useFormats()
  return (
    <Page
      back={{ to: back, label: t('portal.nav.orders') }}
      title={order.orderNo}
      extra={<StatusPill tone={orderTones[order.status]} label={t(`portal.order.status.${order.status}`)} />}
      lead={[order.endCustomers.join(', '), money(order.total)].filter(Boolean).join(' · ')}
      actions={<Acts order={order} />}
    >
      <OrderProgress order={order} />
      <div className="portal-split">
        <div className="portal-main">
          <OrderItems items={order.items} total={order.total} />
          <Comments id={order.id} />
        </div>
        <div className="portal-side">
          <OrderFacts order={order} />
          <Deployments order={order} />
        </div>
      </div>
    </Page>
  )
}

function OrderFacts({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  const { instant } = useFormats()
  return (
    <Facts
      title={t('portal.order.facts')}
      facts={[
        [t('portal.order.poNo'), order.poNo],
        [t('portal.order.created'), instant(order.createdAt)],
        [t('portal.order.changed'), instant(order.updatedAt)],
        [t('portal.order.note'), order.note && <span className="prose">{order.note}</span>],
      ]}
    />
  )
}

/** What can be done with it now; nothing more once it is being carried out. */
function Acts({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  const [asks, setAsks] = useState(false)
  const send = useDeed()
  const path = `/partners/orders/${order.id}`
  const may = (action: Order['actions'][number]) => order.actions.includes(action)
  const submit = async () => {
    if (await send.run('POST', `${path}/submit`, {})) toast({ text: t('portal.order.sentDone', { no: order.orderNo }) })
  }
  return (
    <>
      {may('cancel') && (
        <Button size="large" icon={<CircleX size={15} aria-hidden />} onClick={() => setAsks(true)}>
          {t('portal.order.cancel')}
        </Button>
      )}
      {may('edit') && (
        <Link to={`/portal/orders/${order.id}/edit` as never} className="button-link">
          <Button size="large" tabIndex={-1} icon={<Pencil size={15} aria-hidden />}>
            {t('portal.order.edit')}
          </Button>
        </Link>
      )}
      {may('submit') && (
        <Button type="primary" size="large" loading={send.busy} icon={<Send size={15} aria-hidden />} onClick={submit}>
          {t('portal.order.send')}
        </Button>
      )}
      {send.problem && (
        <ErrorBlock className="portal-head-problem" problem={send.problem} title={t('portal.order.notSent')} />
      )}
      {asks && (
        <Ask
          label={t('portal.order.cancel')}
          hint={t('portal.order.cancelHint')}
          object={order.orderNo}
          danger
          keep={t('portal.order.keep')}
          input={[askText('reason', t('portal.order.cancelReason'))]}
          path={`${path}/cancel`}
          onDone={() => toast({ text: t('portal.order.canceled', { no: order.orderNo }), tone: 'unstarted' })}
          onClose={() => setAsks(false)}
        />
      )}
    </>
  )
}

const deploymentTones = {
  planned: 'unstarted',
  inProgress: 'processing',
  completed: 'accepted',
  failed: 'issue',
  cancelled: 'unstarted',
} as const

/** When what was ordered is brought to work. */
function Deployments({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  const { date } = useFormats()
  if (order.deployments.length === 0) return null
  return (
    <section className="portal-sheet portal-facts" aria-label={t('portal.order.deployments')}>
      <header>
        <h2>{t('portal.order.deployments')}</h2>
      </header>
      <ul className="portal-small-rows">
        {order.deployments.map(({ code, status, plannedOn, completedOn }) => {
          const day = completedOn ?? plannedOn
          const tone = deploymentTones[status as keyof typeof deploymentTones] ?? 'unstarted'
          return (
            <li key={code}>
              <StatusPill plain tone={tone} label={t(`portal.deployment.${status}`, { defaultValue: status })} />
              <span className="quiet small num">{day && date(day)}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
