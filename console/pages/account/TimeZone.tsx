import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.tsx'
import { Line } from '../settings/Panel.tsx'

interface TimeZoneProps {
  /** Empty: as the organisation's. */
  readonly value: string
  readonly usual: string
  onChange(value: string): void
}
const zones = Intl.supportedValuesOf('timeZone')

/** In which instants are shown to this person; days of business stay the organisation's. */
export function TimeZone({ value, usual, onChange }: TimeZoneProps) {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const now = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: value || usual,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  })
  return (
    <Line title={t('account.time.zone')} text={t('account.time.now', { now: now.format(new Date()) })}>
      <select
        className="ctl"
        aria-label={t('account.time.zone')}
        value={value}
        onChange={event => onChange(event.target.value)}
      >
        <option value="">{t('account.time.usual', { zone: usual })}</option>
        {zones.map(zone => (
          <option key={zone} value={zone}>
            {zone.replaceAll('_', ' ')}
          </option>
        ))}
      </select>
    </Line>
  )
}
