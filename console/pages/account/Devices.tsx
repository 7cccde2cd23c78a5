import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { useFormats } from '../../app/formats.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { Tag } from '../../ui/Tile.tsx'
import { Line, NoLines, Panel } from '../settings/Panel.tsx'
import { useAgo } from '../settings/useAgo.ts'
import { DeviceIcon } from './DeviceIcon.tsx'
import { useDeviceName } from './deviceName.ts'
import { devicesQuery, useRefreshAccount } from './queries.ts'

/** The browsers in which the password alone is enough for a while. */
export function Devices() {
  const { t } = useTranslation()
  const { date, day } = useFormats()
  const ago = useAgo()
  const name = useDeviceName()
  const { data, error, refetch } = useQuery(devicesQuery)
  const refresh = useRefreshAccount()
  const forget = async (id: string) => {
    await request('DELETE', `/user/devices/${id}`)
    await refresh()
  }
  return (
    <Panel title={t('account.devices.title')} text={t('account.devices.text')}>
      {error && <ErrorBlock problem={error} onRetry={() => refetch()} />}
      {data?.length === 0 && <NoLines>{t('account.devices.none')}</NoLines>}
      {data?.map(one => (
        <Line
          key={one.id}
          icon={<DeviceIcon {...one} />}
          title={name(one)}
          tag={one.current && <Tag>{t('account.sessions.this')}</Tag>}
          text={t('account.devices.until', {
            address: one.address,
            used: ago(one.lastUsedAt),
            until: date(day(one.expiresAt)),
          })}
        >
          <Button onClick={() => forget(one.id)} aria-label={t('account.devices.forgetNamed', { device: name(one) })}>
            {t('account.devices.forget')}
          </Button>
        </Line>
      ))}
    </Panel>
  )
}
