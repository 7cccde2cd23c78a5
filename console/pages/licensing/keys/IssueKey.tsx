import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../../app/api.ts'
import type { PartProps } from '../../../generic/record/parts.ts'
import { ErrorBlock } from '../../../ui/ErrorBlock.tsx'
import { StepDialog } from '../../account/StepDialog.tsx'
import { CopyText } from '../../sign-in/CopyText.tsx'
import '../../settings/panel.css'
import '../licensing.css'

interface IssueProps {
  readonly path: 'licenses' | 'publishable_keys'
  readonly id: string
}

/** Makes the key of a record after a word of warning, and shows it this once. */
function Issue({ path, id }: IssueProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [step, setStep] = useState<'idle' | 'asking' | 'making'>('idle')
  const [key, setKey] = useState<string>()
  const [problem, setProblem] = useState<unknown>()
  const close = () => {
    setStep('idle')
    setKey(undefined)
    setProblem(undefined)
  }
  const make = async () => {
    setStep('making')
    try {
      setKey((await request<{ key: string }>('POST', `/${path}/${id}/key`)).key)
      await queries.invalidateQueries()
    } catch (failure) {
      setProblem(failure)
      setStep('asking')
    }
  }
  const kind = path === 'licenses' ? 'license' : 'publishable'
  const title = t(`issueKey.${kind}`)
  return (
    <section className="issue-key" aria-label={title}>
      <p className="quiet small">{t(`issueKey.${kind}Text`)}</p>
      <Button onClick={() => setStep('asking')}>{t('issueKey.make')}</Button>
      {step !== 'idle' && (
        <StepDialog title={title} persistent={key !== undefined || step === 'making'} onClose={close}>
          {key === undefined ? (
            <>
              <p>{t('issueKey.warning')}</p>
              {problem !== undefined && <ErrorBlock problem={problem} />}
              <Button type="primary" loading={step === 'making'} onClick={make} data-autofocus>
                {t('issueKey.make')}
              </Button>
            </>
          ) : (
            <>
              <div className="reveal-once">
                <p>{t('issueKey.once')}</p>
                <CopyText label={title} text={key} />
              </div>
              <Button type="primary" onClick={close}>
                {t('issueKey.kept')}
              </Button>
            </>
          )}
        </StepDialog>
      )}
    </section>
  )
}

const without: readonly unknown[] = ['draft', 'superseded', 'terminated']
export const LicenseKey = ({ id, row }: PartProps) =>
  without.includes(row.status) ? null : <Issue path="licenses" id={id} />
export const PublishableKey = ({ id, row }: PartProps) =>
  row.status === 'active' ? <Issue path="publishable_keys" id={id} /> : null
