import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { isGranted } from '../../app/permission.ts'
import { useSession } from '../../app/session.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { SettingsPage } from '../settings/Panel.tsx'
import { AddressRules } from './AddressRules.tsx'
import { PolicyForm } from './PolicyForm.tsx'
import { policyQuery } from './policy.ts'
import { Trial } from './Trial.tsx'
import '../../generic/generic.css'
import './security.css'

/** How the organisation wants its people to sign in. */
export function Policy() {
  const { t } = useTranslation()
  const { permissions } = useSession()
  const { data, error, refetch } = useQuery(policyQuery)
  const mayChange = isGranted(permissions, 'identity.securityPolicy.update')
  return (
    <SettingsPage title={t('shell.places.policy')}>
      {error && <ErrorBlock problem={error} onRetry={() => refetch()} />}
      {!data && !error && <SkeletonRows rows={8} />}
      {data?.trial && <Trial policy={data} trial={data.trial} mayChange={mayChange} />}
      {data && <PolicyForm key={`form-${data.version}`} policy={data} mayChange={mayChange} />}
      {data && <AddressRules key={`rules-${data.version}`} policy={data} mayChange={mayChange} />}
    </SettingsPage>
  )
}
