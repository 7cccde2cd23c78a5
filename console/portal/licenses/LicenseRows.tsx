import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { Meter } from '../../ui/Meter.tsx'
import { StatusPill } from '../../ui/StatusPill.tsx'
import type { License } from '../api.ts'
import { endTone, licenseTones, renewable } from '../model.ts'
import { AskRenewal } from './AskRenewal.tsx'

interface LicenseRowsProps {
  readonly licenses: readonly License[]
  /** A partner sees whose each is; a customer opens its own. */
  readonly of: 'partner' | 'customer'
}

export const productOf = ({ product, policy }: Pick<License, 'product' | 'policy'>) =>
  [product?.name, policy?.name].filter(Boolean).join(' · ')
export const mayRenew = ({ status, endsOn, renewalAsked }: License) =>
  endsOn !== null && !renewalAsked && (renewable as readonly string[]).includes(status)

export function LicenseRows({ licenses, of }: LicenseRowsProps) {
  const [asked, setAsked] = useState<License>()
  return (
    <>
      <ul className="portal-sheet portal-rows">
        {licenses.map(license => (
          <LicenseRow key={license.id} license={license} of={of} onRenew={() => setAsked(license)} />
        ))}
      </ul>
      {asked && <AskRenewal license={asked} as={of} onClose={() => setAsked(undefined)} />}
    </>
  )
}

interface LicenseRowProps {
  readonly license: License
  readonly of: LicenseRowsProps['of']
  onRenew(): void
}

function LicenseRow({ license, of, onRenew }: LicenseRowProps) {
  const { t } = useTranslation()
  const { code, status, customer, edition } = license
  const words = (
    <span className="portal-row-words">
      <b className="ellipsis">{of === 'partner' ? customer.name : productOf(license) || code}</b>
      <small className="ellipsis">
        <span className="code">{code}</span>
        {` · ${(of === 'partner' && productOf(license)) || t(`portal.edition.${edition}`, { defaultValue: edition })}`}
      </small>
    </span>
  )
  return (
    <li className="portal-row">
      {of === 'customer' ? (
        <Link to={`/portal/own/${license.id}` as never} className="portal-row-link">
          {words}
        </Link>
      ) : (
        words
      )}
      <Seats license={license} />
      <Ends license={license} />
      <span className="portal-row-status">
        <StatusPill
          tone={licenseTones[status] ?? 'unstarted'}
          label={t(`portal.license.status.${status}`, { defaultValue: status })}
        />
      </span>
      <span className="portal-row-act">
        {mayRenew(license) && (
          <Button
            icon={<RefreshCw size={14} aria-hidden />}
            onClick={onRenew}
            aria-label={t('portal.renewal.of', { no: code })}
          >
            {t('portal.renewal.short')}
          </Button>
        )}
        {license.renewalAsked && <span className="quiet small">{t('portal.renewal.asked')}</span>}
      </span>
    </li>
  )
}

/** How many use it of how many may. */
function Seats({ license }: { readonly license: License }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const { actualUsers, authorizedUsers, isOverused } = license
  const tone = isOverused ? 'risk' : undefined
  return (
    <span className="portal-seats num">
      <span>
        {actualUsers === null ? '—' : number(actualUsers)} / {number(authorizedUsers)}
        <span className="visually-hidden"> {t('portal.license.users')}</span>
      </span>
      <Meter value={actualUsers ?? 0} max={authorizedUsers} label={t('portal.license.users')} {...(tone && { tone })} />
    </span>
  )
}

/** The last day, and how near it is where that is near. */
function Ends({ license }: { readonly license: License }) {
  const { t } = useTranslation()
  const { date } = useFormats()
  const { endsOn, daysLeft } = license
  if (!endsOn) return <span className="portal-row-when quiet small">{t('portal.item.forever')}</span>
  const tone = endTone(daysLeft)
  return (
    <span className="portal-row-when num">
      <time dateTime={endsOn}>{date(endsOn)}</time>
      {tone && daysLeft !== null && (
        <small className={`portal-soon tone-${tone}`}>
          {daysLeft < 0 ? t('portal.daysAgo', { count: -daysLeft }) : t('portal.days', { count: daysLeft })}
        </small>
      )}
    </span>
  )
}
