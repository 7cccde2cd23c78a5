import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '../../app/api.ts'
import { ApiProblem } from '../../app/problem.ts'
import { FieldKitProvider } from '../../generic/FieldKitProvider.tsx'
import { Steps } from '../../generic/import/Steps.tsx'
import type { CommandProps } from '../../generic/record/commands.tsx'
import { useWrites } from '../../generic/record/useWrites.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { Consequences } from './Consequences.tsx'
import { HandOver } from './HandOver.tsx'
import { leave, type Owned, type Receipt, useOwned, type Wish } from './leaving.ts'
import { Receipt as ReceiptView } from './Receipt.tsx'
import { WhatIsTheirs } from './WhatIsTheirs.tsx'
import '../../generic/import/import.css'
import './people.css'

const steps = ['theirs', 'handOver', 'confirm', 'done'] as const
type Step = (typeof steps)[number]

/** Lets somebody go, step by step: what is theirs, who takes it over, what follows, and what was done. */
export function Leaver(props: CommandProps) {
  const { t } = useTranslation()
  const { data, error, refetch } = useOwned(props.id)
  const title = t('leaving.title', { name: props.title })
  return (
    <FieldKitProvider>
      <Dialog label={title} className="confirm leaver" onClose={props.onClose}>
        <div className="panel-form">
          <header>
            <h2>{title}</h2>
          </header>
          {data ? (
            <Wizard {...props} owned={data} />
          ) : (
            <div className="panel-scroll">
              {error ? <ErrorBlock problem={error} onRetry={() => refetch()} /> : <SkeletonRows rows={4} />}
            </div>
          )}
        </div>
      </Dialog>
    </FieldKitProvider>
  )
}

function useWizard({ id, path }: CommandProps, owned: Owned) {
  const writes = useWrites(path)
  const [step, setStep] = useState<Step>('theirs')
  const [wish, setWish] = useState<Wish>({ to: null, rules: {}, reason: '' })
  const [receipt, setReceipt] = useState<Receipt>()
  const [problem, setProblem] = useState<ApiProblem>()
  const [busy, setBusy] = useState(false)
  // One press, one effect, however often it is sent.
  const [key] = useState(newKey)
  const send = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      setReceipt(await leave(id, owned, wish, key))
      setStep('done')
      await writes.refresh()
    } catch (failure) {
      if (!(failure instanceof ApiProblem)) throw failure
      setProblem(failure)
      if (failure.fields?.some(({ field }) => /^(to|rules)/.test(field))) setStep('handOver')
    } finally {
      setBusy(false)
    }
  }
  return { step, setStep, wish, setWish, receipt, problem, busy, send }
}

function Wizard(props: CommandProps & { readonly owned: Owned }) {
  const { t } = useTranslation()
  const { owned, title, onClose } = props
  const { step, setStep, wish, setWish, receipt, problem, busy, send } = useWizard(props, owned)
  const at = steps.indexOf(step)
  const go = (by: number) => setStep(steps[at + by] as Step)
  return (
    <>
      <div className="leaver-steps">
        <Steps names={steps} current={step} labelOf={name => t(`leaving.step.${name}`)} />
      </div>
      <div className="panel-scroll">
        {step === 'theirs' && <WhatIsTheirs owned={owned} />}
        {step === 'handOver' && <HandOver owned={owned} wish={wish} problem={problem} onChange={setWish} />}
        {step === 'confirm' && <Consequences owned={owned} wish={wish} name={title} onChange={setWish} />}
        {step === 'confirm' && problem && <ErrorBlock problem={problem} title={t('leaving.refused')} />}
        {receipt && step === 'done' && <ReceiptView receipt={receipt} owned={owned} wish={wish} name={title} />}
      </div>
      <footer>
        {step === 'done' ? (
          <Button type="primary" onClick={onClose}>
            {t('shell.close')}
          </Button>
        ) : (
          <>
            <Button onClick={at === 0 ? onClose : () => go(-1)}>
              {t(at === 0 ? 'leaving.cancel' : 'leaving.back')}
            </Button>
            {step === 'confirm' ? (
              <Button type="primary" danger loading={busy} onClick={send}>
                {t('leaving.go')}
              </Button>
            ) : (
              <Button type="primary" onClick={() => go(1)}>
                {t('leaving.next')}
              </Button>
            )}
          </>
        )}
      </footer>
    </>
  )
}
