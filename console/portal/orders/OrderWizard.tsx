import { Button } from 'antd'
import { ArrowLeft, ArrowRight, Send } from 'lucide-react'
import { type FormEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { useUrlState } from '../../app/url-state.ts'
import { DraftBanner, DraftState } from '../../generic/form/DraftBanner.tsx'
import { focusProblem } from '../../generic/form/FieldRow.tsx'
import { LeaveGuard } from '../../generic/form/LeaveGuard.tsx'
import { Steps } from '../../generic/import/Steps.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import type { Order, PriceList } from '../api.ts'
import { Page } from '../frame/Page.tsx'
import type { OrderDraft } from './draft.ts'
import { OrderDetails } from './OrderDetails.tsx'
import { OrderLines } from './OrderLines.tsx'
import { OrderReview } from './OrderReview.tsx'
import { type OrderForm, useOrderForm } from './useOrderForm.ts'
import { usePrices } from './usePrices.ts'
import '../../generic/form/form.css'
import '../../generic/import/import.css'

const steps = ['lines', 'details', 'review'] as const
type Step = (typeof steps)[number]
const isStep = (text: string | undefined): text is Step => steps.includes(text as Step)

interface OrderWizardProps {
  readonly title: string
  readonly list: PriceList
  readonly initial: OrderDraft
  readonly order: Order | undefined
}

/** What, under which number, and once more to read before it is sent. Back goes a step back, and nothing typed is lost. */
export function OrderWizard({ title, list, initial, order }: OrderWizardProps) {
  const { t } = useTranslation()
  const box = useRef<HTMLFormElement>(null)
  const form = useOrderForm(initial, order)
  const prices = usePrices(form.typed)
  const [step, go] = useStep(form, box)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const next = steps[steps.indexOf(step) + 1]
    if (!form.check()) {
      if (step === 'lines') focusProblem(box.current)
      else go('lines')
    } else if (next) go(next)
    else form.send()
  }
  const save = () => {
    if (form.check()) form.save()
    else focusProblem(box.current)
  }
  const to = order ? `/portal/orders/${order.id}` : '/portal/orders'
  return (
    <Page title={title} back={{ to, label: order ? order.orderNo : t('portal.nav.orders') }}>
      <LeaveGuard when={form.changed && form.state === 'open'} inTabs onDiscard={form.draft.drop} />
      <form ref={box} className="portal-wizard" noValidate onSubmit={submit}>
        <Steps names={steps} current={step} labelOf={name => t(`portal.step.${name}`)} />
        <DraftBanner
          found={form.draft.found}
          onRestore={form.draft.restore}
          onDiscard={() => {
            form.draft.drop()
            form.reset()
          }}
        />
        {form.problem && <Refused form={form} />}
        {step === 'lines' && <OrderLines form={form} list={list} prices={prices} />}
        {step === 'details' && <OrderDetails form={form} />}
        {step === 'review' && <OrderReview form={form} list={list} prices={prices} onGo={go} />}
        <Foot
          form={form}
          step={step}
          prices={prices}
          onSave={save}
          onBack={() => go(steps[steps.indexOf(step) - 1] ?? 'lines')}
        />
      </form>
    </Page>
  )
}

/** The step stands in the address, so that Back and a reload know it. One cannot come to a later one past faults. */
function useStep(form: OrderForm, box: React.RefObject<HTMLFormElement | null>) {
  const [{ step: asked }, change] = useUrlState()
  const step = isStep(asked) && (asked === 'lines' || form.typed.lines.some(line => line.quantity)) ? asked : 'lines'
  const go = (next: Step) => {
    change({ step: next === 'lines' ? undefined : next }, { push: true })
    box.current?.closest('.portal-scroll')?.scrollTo({ top: 0 })
  }
  return [step, go] as const
}

/** Faults of fields stand at the fields; whatever else the server said, here. */
function Refused({ form }: { readonly form: OrderForm }) {
  const { t } = useTranslation()
  const { problem } = form
  if (problem?.code === 'STALE')
    return <ErrorBlock problem={problem} title={t('portal.order.stale')} text={t('portal.order.staleText')} />
  return <ErrorBlock problem={problem} title={t('portal.order.notSent')} />
}

interface FootProps {
  readonly form: OrderForm
  readonly step: Step
  readonly prices: ReturnType<typeof usePrices>
  onSave(): void
  onBack(): void
}

/** The sum and the way on, always within reach. */
function Foot({ form, step, prices, onSave, onBack }: FootProps) {
  const { t } = useTranslation()
  const { money } = useFormats()
  const isLast = step === 'review'
  return (
    <footer className="portal-wizard-foot">
      <span className="portal-wizard-total" role="status">
        <small>{t('portal.order.total')}</small>
        <b className="num">{prices.total ? money(prices.total) : '—'}</b>
      </span>
      <DraftState kept={form.draft.kept} />
      <span className="spread" />
      {step === 'lines' ? (
        <Button size="large" loading={form.state === 'saving'} onClick={onSave}>
          {t('portal.order.saveDraft')}
        </Button>
      ) : (
        <Button size="large" icon={<ArrowLeft size={15} aria-hidden />} onClick={onBack}>
          {t('portal.step.back')}
        </Button>
      )}
      <Button
        type="primary"
        size="large"
        htmlType="submit"
        loading={form.state === 'sending'}
        icon={isLast ? <Send size={15} aria-hidden /> : <ArrowRight size={15} aria-hidden />}
        iconPlacement="end"
      >
        {isLast ? t('portal.order.send') : t('portal.step.next')}
      </Button>
    </footer>
  )
}
