import { Button } from 'antd'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { shiftDay } from '../../../app/days.ts'
import { useFormats } from '../../../app/formats.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Kbd } from '../../../ui/Kbd.tsx'

const spans = [1, 7, 30] as const

interface MuteDialogProps {
  readonly title: string
  onMute(days: number): void
  /** Another day, and why. */
  onOther(): void
  onClose(): void
}

/** For how long an alert is put off: the usual spans by their number, any other in the form of the action. */
export function MuteDialog({ title, onMute, onOther, onClose }: MuteDialogProps) {
  const { t } = useTranslation()
  const { date, today } = useFormats()
  const keys = (event: KeyboardEvent) => {
    const days = spans[Number(event.key) - 1]
    if (days === undefined || event.nativeEvent.isComposing) return
    event.preventDefault()
    onMute(days)
  }
  return (
    <Dialog label={t('alerts.muteFor')} className="confirm" onClose={onClose}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the numbers are a short way to the buttons inside. */}
      <div className="panel-form mute" onKeyDown={keys}>
        <header>
          <h2>{t('alerts.muteFor')}</h2>
        </header>
        <div className="panel-scroll">
          <p className="panel-object">{title}</p>
          <div className="mute-spans">
            {spans.map((days, at) => (
              <button
                key={days}
                type="button"
                className="mute-span"
                onClick={() => onMute(days)}
                data-autofocus={at === 1 || undefined}
              >
                <Kbd keys={String(at + 1)} />
                {t('alerts.days', { count: days })}
                <small className="quiet num">{t('alerts.untilDay', { day: date(shiftDay(today, days)) })}</small>
              </button>
            ))}
          </div>
          <p className="quiet small">{t('alerts.muteText')}</p>
        </div>
        <footer>
          <Button onClick={onClose}>{t('generic.form.cancel')}</Button>
          <Button onClick={onOther}>{t('alerts.otherDay')}</Button>
        </footer>
      </div>
    </Dialog>
  )
}
