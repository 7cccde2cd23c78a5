import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { LabelledField } from '../LabelledField.tsx'
import { CopyText } from '../sign-in/CopyText.tsx'
import { useShortForm } from '../useShortForm.ts'
import { PermissionPicker } from './PermissionPicker.tsx'
import { StepDialog } from './StepDialog.tsx'

interface CreateKeyProps {
  onMade(): Promise<unknown>
  onClose(): void
}
const lives = [30, 90, 180, 365] as const
const daysFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
const listOf = (text = '') => text.split(/[\s,]+/).filter(Boolean)

/** A key of one's own: what it is for, how long, how much, from where. It is shown this once. */
export function CreateKey({ onMade, onClose }: CreateKeyProps) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [key, setKey] = useState<string>()
  const { props, faults, problem, busy } = useShortForm({
    check: ({ name }) => ({
      name: name ? undefined : t('account.keys.nameMissing'),
      permissions: chosen.size > 0 ? undefined : t('account.keys.nothingChosen'),
    }),
    run: async ({ name, days, addresses, perMinute }) => {
      const limits = { expiresAt: daysFromNow(Number(days)), perMinute: Number(perMinute) }
      const body = { name, permissions: [...chosen], addresses: listOf(addresses), ...limits }
      const made = await request<{ key: string }>('POST', '/user/api-keys', { body })
      setKey(made.key)
      await onMade()
    },
  })
  const title = t('account.keys.create')
  if (key)
    return (
      <StepDialog title={t('account.keys.madeTitle')} persistent onClose={onClose}>
        <div className="reveal-once">
          <p>{t('account.keys.madeText')}</p>
          <CopyText label={t('account.keys.key')} text={key} />
          <p className="secondary">{t('account.keys.howTo')}</p>
          <pre className="mono key-example">{`Authorization: Bearer ${key.slice(0, 10)}…`}</pre>
        </div>
        <button type="button" className="button-primary" onClick={onClose}>
          {t('account.keys.keptKey')}
        </button>
      </StepDialog>
    )
  return (
    <Dialog label={title} className="confirm key-dialog" onClose={onClose}>
      <form className="panel-form" {...props}>
        <header>
          <h2>{title}</h2>
        </header>
        <div className="panel-scroll">
          <LabelledField
            label={t('account.keys.name')}
            fault={faults.name}
            hint={t('account.keys.nameHint')}
            control={described => <input {...described} name="name" className="ctl" data-autofocus />}
          />
          <fieldset className="key-rights">
            <legend>{t('account.keys.rights')}</legend>
            <PermissionPicker chosen={chosen} onChange={setChosen} />
            <p role="alert" className="field-fault">
              {chosen.size === 0 && faults.permissions}
            </p>
          </fieldset>
          <div className="field-pair">
            <LabelledField
              label={t('account.keys.life')}
              fault={faults.expiresAt}
              control={described => (
                <select {...described} name="days" className="ctl" defaultValue={90}>
                  {lives.map(days => (
                    <option key={days} value={days}>
                      {t('account.keys.days', { count: days })}
                    </option>
                  ))}
                </select>
              )}
            />
            <LabelledField
              label={t('account.keys.perMinute')}
              fault={faults.perMinute}
              control={described => (
                <input {...described} name="perMinute" type="number" min={1} className="ctl" defaultValue={600} />
              )}
            />
          </div>
          <LabelledField
            label={t('account.keys.addresses')}
            fault={faults['addresses.0'] ?? faults.addresses}
            hint={t('account.keys.addressesHint')}
            control={described => <input {...described} name="addresses" className="ctl mono" />}
          />
          <p role="alert" className="field-fault">
            {problem && (problem.fields?.[0]?.message ?? (problem.detail || problem.title))}
          </p>
        </div>
        <footer>
          <Button onClick={onClose}>{t('account.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={busy}>
            {t('account.keys.make')}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
