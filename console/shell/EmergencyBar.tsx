import { Siren } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useEmergency } from '../app/emergency.ts'
import { useFormats } from '../app/formats.ts'

/** As long as an emergency role is open everybody at the screen can see it, and can end it. */
export function EmergencyBar() {
  const { t } = useTranslation()
  const { time } = useFormats()
  const { opened, close, refresh } = useEmergency()
  const until = opened.map(({ openUntil }) => openUntil ?? '').sort()[0]
  // biome-ignore lint/correctness/useExhaustiveDependencies: one timer for each end.
  useEffect(() => {
    if (!until) return
    const left = Math.max(0, Date.parse(until) - Date.now()) + 1_000
    const timer = setTimeout(refresh, left)
    return () => clearTimeout(timer)
  }, [until])
  return (
    <div role="status">
      {until && (
        <div className="emergency-bar tone-risk">
          <Siren size={14} aria-hidden />
          <span>{t('shell.emergencyOpen', { role: opened.map(({ name }) => name).join('、'), at: time(until) })}</span>
          <span className="spread" />
          <button type="button" className="link" onClick={close}>
            {t('shell.emergencyEnd')}
          </button>
        </div>
      )}
    </div>
  )
}
