import { Button } from 'antd'
import { Fingerprint, Smartphone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { Tag } from '../../ui/Tile.tsx'
import { Line } from '../settings/Panel.tsx'
import { useAgo } from '../settings/useAgo.ts'
import type { Factor } from './queries.ts'

/** A factor with when it last let somebody in. */
export function FactorLine({ factor, onRemove }: { readonly factor: Factor; onRemove?: (() => void) | undefined }) {
  const { t } = useTranslation()
  const { date, day } = useFormats()
  const ago = useAgo()
  const { kind, name, isSynced, createdAt, lastUsedAt } = factor
  const title = name ?? t(`account.factors.kind.${kind}`)
  const since = t('account.factors.since', { day: date(day(createdAt)) })
  const used = lastUsedAt ? t('account.factors.used', { ago: ago(lastUsedAt) }) : t('account.factors.unused')
  return (
    <Line
      icon={kind === 'totp' ? <Smartphone size={16} aria-hidden /> : <Fingerprint size={16} aria-hidden />}
      title={title}
      tag={isSynced && <Tag>{t('account.factors.synced')}</Tag>}
      text={`${since} · ${used}`}
    >
      {onRemove && (
        <Button onClick={onRemove} aria-label={t('account.factors.removeNamed', { name: title })}>
          {t('account.factors.remove')}
        </Button>
      )}
    </Line>
  )
}
