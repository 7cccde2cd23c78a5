import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { CodeField } from './CodeField.tsx'
import { CopyText } from './CopyText.tsx'
import { sentenceOf } from './SecondFactor.tsx'
import { useAttempt } from './useAttempt.ts'

const Qr = lazy(() => import('./Qr.tsx'))

export interface Secret {
  readonly secret: string
  /** What a QR code carries. */
  readonly uri: string
}
interface EnrolTotpProps {
  /** Tells this set-up from any other: its secret is asked for once. */
  readonly of: string
  begin(): Promise<Secret>
  confirm(code: string): Promise<unknown>
}

const grouped = (secret: string) => secret.replaceAll(/(.{4})(?=.)/g, '$1 ')

/** An authenticator app is shown its secret, and shows by its first code that it has it. */
export function EnrolTotp({ of, begin, confirm }: EnrolTotpProps) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery({
    queryKey: ['enrolment', of],
    queryFn: begin,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })
  const { busy, problem, attempt } = useAttempt()
  if (error) return <ErrorBlock problem={error} onRetry={() => refetch()} />
  if (!data) return <div className="enrol-waiting" aria-busy />
  return (
    <div className="sign-in-form">
      <ol className="enrol-steps">
        <li>{t('enrol.scan')}</li>
      </ol>
      <Suspense fallback={<div className="qr" />}>
        <Qr text={data.uri} label={t('enrol.qr')} />
      </Suspense>
      <details className="enrol-secret">
        <summary>{t('enrol.noCamera')}</summary>
        <CopyText label={t('enrol.secret')} text={data.secret} shown={grouped(data.secret)} />
        <a className="link" href={data.uri}>
          {t('enrol.open')}
        </a>
      </details>
      <CodeField
        label={t('enrol.code')}
        busy={busy}
        fault={sentenceOf(problem, t)}
        onWhole={code => attempt(() => confirm(code))}
      />
    </div>
  )
}
