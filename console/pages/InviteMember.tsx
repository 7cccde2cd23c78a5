import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Check, Copy } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../app/api.ts'
import { useFormats } from '../app/formats.ts'
import { refreshRecords } from '../generic/model/refresh.ts'
import type { CommandProps } from '../generic/record/commands.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorBlock } from '../ui/ErrorBlock.tsx'

interface Invitation {
  readonly url: string
  readonly expiresAt: string
}

function useInvite({ path, id }: CommandProps) {
  const queries = useQueryClient()
  const [made, setMade] = useState<Invitation>()
  const [problem, setProblem] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const make = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      setMade(await request<Invitation>('POST', `/${path}/${id}/invite`))
      await refreshRecords(queries)
    } catch (failure) {
      setProblem(failure)
    } finally {
      setBusy(false)
    }
  }
  return { made, problem, busy, make }
}

/** Makes the one-time link through which a member chooses a password, and shows it this once. */
export function InviteMember(props: CommandProps) {
  const { t } = useTranslation()
  const { made, problem, busy, make } = useInvite(props)
  const title = t('invite.title', { name: props.title })
  return (
    <Dialog label={title} className="confirm" onClose={props.onClose}>
      <div className="panel-form">
        <header>
          <h2>{title}</h2>
        </header>
        <div className="panel-scroll">
          {made ? <MadeLink {...made} /> : <p className="secondary">{t('invite.text')}</p>}
          {problem !== undefined && <ErrorBlock problem={problem} title={t('invite.refused')} />}
        </div>
        <footer>
          <Button onClick={props.onClose}>{t('invite.close')}</Button>
          {!made && (
            <Button type="primary" loading={busy} onClick={make} data-autofocus>
              {t('invite.make')}
            </Button>
          )}
        </footer>
      </div>
    </Dialog>
  )
}

function MadeLink({ url, expiresAt }: Invitation) {
  const { t } = useTranslation()
  const { instant } = useFormats()
  const input = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    input.current?.select()
    // Plain HTTP on a local network has no clipboard API; the selection is copied as by hand.
    const done = navigator.clipboard
      ? await navigator.clipboard.writeText(url).then(
          () => true,
          () => false,
        )
      : false
    setCopied(done || document.execCommand('copy'))
  }
  return (
    <>
      <div className="invite-link">
        <input ref={input} className="input-large code" aria-label={t('invite.link')} value={url} readOnly />
        <Button type="primary" size="large" icon={copied ? <Check size={15} /> : <Copy size={15} />} onClick={copy}>
          <span aria-live="polite">{copied ? t('invite.copied') : t('invite.copy')}</span>
        </Button>
      </div>
      <p>{t('invite.expires', { at: instant(expiresAt) })}</p>
      <p className="secondary">{t('invite.passOn')}</p>
    </>
  )
}
