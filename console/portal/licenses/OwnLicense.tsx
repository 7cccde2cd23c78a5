import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { type Highlight, HighlightStrip } from '../../ui/HighlightStrip.tsx'
import { SkeletonRecord } from '../../ui/Skeleton.tsx'
import { StatusPill } from '../../ui/StatusPill.tsx'
import { type OwnLicense as License, ownLicenseQuery } from '../api.ts'
import { Facts } from '../frame/Facts.tsx'
import { Answer, Page } from '../frame/Page.tsx'
import { endTone, licenseTones } from '../model.ts'
import { Activations } from './Activations.tsx'
import { AskRenewal } from './AskRenewal.tsx'
import { Files } from './Files.tsx'
import { mayRenew, productOf } from './LicenseRows.tsx'
import { Terms } from './Terms.tsx'
import { Usage } from './Usage.tsx'

/** One licence as its holder sees it: what it allows and for how long, where it runs, its files. */
export function OwnLicense({ id }: { readonly id: string }) {
  const query = useQuery(ownLicenseQuery(id))
  return (
    <Answer query={query} skeleton={<SkeletonRecord />} back="/portal/own">
      {license => <Shown license={license} />}
    </Answer>
  )
}

function Shown({ license }: { readonly license: License }) {
  const { t } = useTranslation()
  const [renews, setRenews] = useState(false)
  const { code, status } = license
  return (
    <Page
      back={{ to: '/portal/own', label: t('portal.nav.own') }}
      title={code}
      extra={
        <StatusPill
          tone={licenseTones[status] ?? 'unstarted'}
          label={t(`portal.license.status.${status}`, { defaultValue: status })}
        />
      }
      lead={[productOf(license), license.customer.name].filter(Boolean).join(' · ')}
      actions={
        mayRenew(license) ? (
          <Button
            type="primary"
            size="large"
            icon={<RefreshCw size={15} aria-hidden />}
            onClick={() => setRenews(true)}
          >
            {t('portal.renewal.title')}
          </Button>
        ) : (
          license.renewalAsked && <span className="quiet">{t('portal.renewal.asked')}</span>
        )
      }
    >
      <Figures license={license} />
      <div className="portal-split">
        <div className="portal-main">
          <Activations license={license} />
          <Files license={license} />
          <Usage license={license} />
        </div>
        <div className="portal-side">
          <Rights license={license} />
          <Terms terms={license.terms} />
        </div>
      </div>
      {renews && <AskRenewal license={license} as="customer" onClose={() => setRenews(false)} />}
    </Page>
  )
}

function Figures({ license }: { readonly license: License }) {
  const { t } = useTranslation()
  const { number, date } = useFormats()
  const { endsOn, daysLeft, graceDays } = license
  const used = (key: string, actual: number | null, allowed: number): Highlight => ({
    key,
    label: t(`portal.license.${key}`),
    value: actual === null ? '—' : number(actual),
    unit: `/ ${number(allowed)}`,
    meter: { value: actual ?? 0, max: allowed },
    tone: (actual ?? 0) > allowed ? 'risk' : undefined,
  })
  const left = daysLeft !== null && daysLeft >= 0 ? t('portal.days', { count: daysLeft }) : undefined
  const ago = daysLeft !== null && daysLeft < 0 ? t('portal.daysAgo', { count: -daysLeft }) : undefined
  return (
    <HighlightStrip
      items={[
        {
          key: 'ends',
          label: t('portal.license.validUntil'),
          value: endsOn ? date(endsOn) : t('portal.item.forever'),
          below: left ?? ago,
          tone: endTone(daysLeft),
        },
        used('users', license.actualUsers, license.authorizedUsers),
        used('workspaces', license.actualWorkspaces, license.authorizedWorkspaces),
        {
          key: 'grace',
          label: t('portal.license.grace'),
          value: number(graceDays),
          unit: t('portal.license.daysUnit', { count: graceDays }),
        },
      ]}
    />
  )
}

function Rights({ license }: { readonly license: License }) {
  const { t } = useTranslation()
  const { edition, model, activationMode, clusterId, entitlements } = license
  return (
    <Facts
      title={t('portal.license.facts')}
      facts={[
        [t('portal.item.edition'), t(`portal.edition.${edition}`, { defaultValue: edition })],
        [t('portal.license.model'), t(`portal.model.${model}`, { defaultValue: model })],
        [t('portal.license.activation'), t(`portal.mode.${activationMode}`, { defaultValue: activationMode })],
        [t('portal.license.cluster'), clusterId && <span className="code">{clusterId}</span>],
        ...entitlements.map(({ name, value }) => [name, value ?? t('generic.value.yes')] as const),
      ]}
    />
  )
}
