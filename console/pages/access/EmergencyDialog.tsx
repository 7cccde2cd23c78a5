import { Button } from 'antd'
import { X } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type EmergencyRole, useEmergency } from '../../app/emergency.ts'
import type { ApiProblem } from '../../app/problem.ts'
import { Refused } from '../../generic/form/Refused.tsx'
import { asProblem } from '../../generic/record/useWrites.ts'
import { useFirstFocus } from '../../generic/useFirstFocus.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import '../../generic/generic.css'

const lengths = [15, 30, 60, 120, 240]
const shortestReason = 10
const keyOf = ({ id, site }: EmergencyRole) => `${id} ${site ?? ''}`

/** Opens a role that sleeps for emergencies: with a reason, and for a limited time. */
export function EmergencyDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  useFirstFocus(form)
  const { sleeping, open } = useEmergency()
  const [chosen, setChosen] = useState('')
  const [reason, setReason] = useState('')
  const [minutes, setMinutes] = useState(30)
  const [state, setState] = useState<{ busy: boolean; tooShort: boolean; problem: ApiProblem | null }>({
    busy: false,
    tooShort: false,
    problem: null,
  })
  const role = sleeping.find(each => keyOf(each) === chosen) ?? sleeping[0]
  const submit = async () => {
    if (!role || state.busy) return
    if (reason.trim().length < shortestReason) {
      setState({ busy: false, tooShort: true, problem: null })
      form.current?.querySelector<HTMLElement>('textarea')?.focus()
      return
    }
    setState({ busy: true, tooShort: false, problem: null })
    try {
      await open(role, reason.trim(), minutes)
      onClose()
    } catch (error) {
      setState({ busy: false, tooShort: false, problem: asProblem(error) })
    }
  }
  return (
    <Dialog label={t('access.emergency.title')} className="confirm" onClose={onClose}>
      <form
        ref={form}
        className="panel-form"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          submit()
        }}
      >
        <header>
          <h2>{t('access.emergency.title')}</h2>
          <span className="spread" />
          <IconButton label={t('generic.form.close')} shortcut="esc" onClick={onClose}>
            <X size={15} />
          </IconButton>
        </header>
        <div className="panel-scroll">
          <p className="secondary">{t('access.emergency.text')}</p>
          {state.problem && <Refused problem={state.problem} />}
          <div className="field">
            <label htmlFor={`${id}-role`}>{t('access.emergency.role')}</label>
            <select
              id={`${id}-role`}
              className="ctl"
              value={role ? keyOf(role) : ''}
              onChange={event => setChosen(event.target.value)}
            >
              {sleeping.map(each => (
                <option key={keyOf(each)} value={keyOf(each)}>
                  {each.name}
                </option>
              ))}
            </select>
          </div>
          <div className="field">
            <label htmlFor={`${id}-reason`}>{t('access.emergency.reason')}</label>
            <textarea
              id={`${id}-reason`}
              className="ctl"
              data-first
              value={reason}
              maxLength={500}
              aria-invalid={state.tooShort || undefined}
              aria-describedby={`${id}-note`}
              onChange={event => setReason(event.target.value)}
            />
            <p id={`${id}-note`} className={state.tooShort ? 'field-note field-problem' : 'field-note'}>
              {t('access.emergency.reasonNote', { count: shortestReason })}
            </p>
          </div>
          <div className="field">
            <label htmlFor={`${id}-minutes`}>{t('access.emergency.length')}</label>
            <select
              id={`${id}-minutes`}
              className="ctl"
              value={minutes}
              onChange={event => setMinutes(Number(event.target.value))}
            >
              {lengths.map(length => (
                <option key={length} value={length}>
                  {t('access.emergency.minutes', { count: length })}
                </option>
              ))}
            </select>
          </div>
        </div>
        <footer>
          <Button onClick={onClose}>{t('generic.form.cancel')}</Button>
          <Button type="primary" danger htmlType="submit" loading={state.busy}>
            {t('access.emergency.open')}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
