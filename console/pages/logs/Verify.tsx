import { Button } from 'antd'
import { CircleCheck, OctagonAlert, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { useFormats } from '../../app/formats.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { cx } from '../../ui/class-names.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import type { Verification } from './audit.ts'

type Outcome = { readonly found: Verification } | { readonly problem: unknown }

/** Has the server compare the whole history with its sealed chain, and tells what it found. */
export function Verify() {
  const { t } = useTranslation()
  const { phone } = usePreferences()
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Outcome>()
  const verify = async () => {
    setBusy(true)
    try {
      setOutcome({ found: await request<Verification>('GET', '/audit_log/verify') })
    } catch (problem) {
      setOutcome({ problem })
    } finally {
      setBusy(false)
    }
  }
  const close = () => setOutcome(undefined)
  return (
    <>
      {phone ? (
        <IconButton label={t('logs.verify')} aria-busy={busy} onClick={verify}>
          <ShieldCheck size={20} />
        </IconButton>
      ) : (
        <Button icon={<ShieldCheck size={14} />} loading={busy} onClick={verify}>
          {t('logs.verify')}
        </Button>
      )}
      {outcome && (
        <Dialog label={t('logs.verify')} className="confirm" onClose={close}>
          <div className="panel-form">
            <header>
              <h2>{t('logs.verify')}</h2>
            </header>
            <div className="panel-scroll">
              {'found' in outcome ? <Found found={outcome.found} /> : <ErrorBlock problem={outcome.problem} />}
            </div>
            <footer>
              <Button type="primary" onClick={close} data-autofocus>
                {t('shell.close')}
              </Button>
            </footer>
          </div>
        </Dialog>
      )}
    </>
  )
}

function Found({ found }: { readonly found: Verification }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const { isIntact, fault, events, blocks, unsealed } = found
  return (
    <>
      <div className={cx('log-verdict', `tone-${isIntact ? 'accepted' : 'risk'}`)}>
        {isIntact ? <CircleCheck size={18} aria-hidden /> : <OctagonAlert size={18} aria-hidden />}
        <b>{t(isIntact ? 'logs.intact' : 'logs.broken')}</b>
      </div>
      <p className="secondary">
        {t('logs.verified', { events: number(events), blocks: number(blocks), unsealed: number(unsealed) })}
      </p>
      {fault && <pre className="mono">{JSON.stringify(fault, null, 2)}</pre>}
    </>
  )
}
