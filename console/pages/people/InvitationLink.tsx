import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { useFormats } from '../../app/formats.ts'
import type { CommandProps } from '../../generic/record/commands.tsx'
import { useWrites } from '../../generic/record/useWrites.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { CopyText } from '../sign-in/CopyText.tsx'
import '../sign-in/sign-in.css'

const Qr = lazy(() => import('../sign-in/Qr.tsx'))

interface Made {
  readonly code: string
  readonly url: string
  readonly expiresAt: string
  readonly mailed: boolean
}

function useMake({ path, id }: CommandProps, act: 'link' | 'resend') {
  const writes = useWrites(path)
  const [made, setMade] = useState<Made>()
  const [problem, setProblem] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const make = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      setMade(await request<Made>('POST', `/${path}/${id}/${act}`))
      await writes.refresh()
    } catch (failure) {
      setProblem(failure)
    } finally {
      setBusy(false)
    }
  }
  return { made, problem, busy, make }
}

interface InvitationDialogProps extends CommandProps {
  readonly act: 'link' | 'resend'
}

/** The code, its QR code and the link of an invitation, shown this once. */
function InvitationDialog({ act, ...props }: InvitationDialogProps) {
  const { t } = useTranslation()
  const { made, problem, busy, make } = useMake(props, act)
  const title = t(`invitation.${act}.title`, { name: props.title })
  return (
    <Dialog label={title} className="confirm invitation-dialog" onClose={props.onClose}>
      <div className="panel-form">
        <header>
          <h2>{title}</h2>
        </header>
        <div className="panel-scroll">
          {made ? <Shown {...made} /> : <p className="secondary">{t(`invitation.${act}.text`)}</p>}
          {problem !== undefined && <ErrorBlock problem={problem} title={t('invitation.refused')} />}
        </div>
        <footer>
          <Button onClick={props.onClose}>{t('shell.close')}</Button>
          {!made && (
            <Button type="primary" loading={busy} onClick={make} data-autofocus>
              {t(`invitation.${act}.make`)}
            </Button>
          )}
        </footer>
      </div>
    </Dialog>
  )
}

export const InvitationLink = (props: CommandProps) => <InvitationDialog {...props} act="link" />
export const InvitationResend = (props: CommandProps) => <InvitationDialog {...props} act="resend" />

function Shown({ code, url, expiresAt, mailed }: Made) {
  const { t } = useTranslation()
  const { instant } = useFormats()
  return (
    <div className="reveal-once invitation-made">
      <Suspense fallback={<div className="qr" />}>
        <Qr text={url} label={t('invitation.qr')} />
      </Suspense>
      <CopyText label={t('invitation.linkLabel')} text={url} />
      <CopyText label={t('invitation.code')} text={code} />
      <p>{t(mailed ? 'invitation.mailed' : 'invitation.passOn', { at: instant(expiresAt) })}</p>
      <p className="secondary">{t('invitation.once')}</p>
    </div>
  )
}
