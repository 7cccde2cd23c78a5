import { Button } from 'antd'
import { Server } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { toast } from '../../ui/toast.tsx'
import type { Activation, OwnLicense } from '../api.ts'
import { Ask } from '../frame/Ask.tsx'

const nameOf = ({ hostname, fingerprint }: Activation) => hostname ?? fingerprint.slice(0, 16)

/** Where the licence runs. One that is reset frees its place, and must be activated again to run on. */
export function Activations({ license }: { readonly license: OwnLicense }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<Activation>()
  const active = license.activations.filter(({ status }) => status === 'active')
  return (
    <section className="portal-sheet" aria-label={t('portal.activation.title')}>
      <header>
        <h2>{t('portal.activation.title')}</h2>
        <span className="section-count">{active.length}</span>
      </header>
      {active.length === 0 && <p className="portal-none">{t('portal.activation.none')}</p>}
      <ul className="portal-lined">
        {active.map(activation => (
          <Machine key={activation.id} activation={activation} onReset={() => setAsked(activation)} />
        ))}
      </ul>
      {asked && (
        <Ask
          label={t('portal.activation.reset')}
          hint={t('portal.activation.resetHint')}
          object={nameOf(asked)}
          danger
          input={[]}
          path={`/portal/activations/${asked.id}/reset`}
          onDone={() => toast({ text: t('portal.activation.resetDone', { name: nameOf(asked) }) })}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  )
}

function Machine({ activation, onReset }: { readonly activation: Activation; onReset(): void }) {
  const { t } = useTranslation()
  const { instant } = useFormats()
  const { platform, activatedAt, lastHeartbeatAt } = activation
  return (
    <li className="panel-line">
      <span className="panel-icon">
        <Server size={16} aria-hidden />
      </span>
      <div className="panel-words">
        <b>{nameOf(activation)}</b>
        <span>
          {[
            platform,
            t('portal.activation.since', { at: instant(activatedAt) }),
            lastHeartbeatAt && t('portal.activation.heard', { at: instant(lastHeartbeatAt) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      <Button onClick={onReset} aria-label={t('portal.activation.resetOf', { name: nameOf(activation) })}>
        {t('portal.activation.resetShort')}
      </Button>
    </li>
  )
}
