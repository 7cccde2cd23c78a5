import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { companyQuery, type License, rowsQuery } from '../api.ts'
import { Nothing, Page } from '../frame/Page.tsx'
import { More, Rows } from '../frame/Rows.tsx'
import { LicenseRows } from './LicenseRows.tsx'

/** What the customer's company may use. */
export function OwnLicenses() {
  const { t } = useTranslation()
  const company = useQuery(companyQuery)
  const query = useInfiniteQuery(rowsQuery<License>('/portal/licenses', { sort: 'endsOn' }))
  return (
    <Page title={t('portal.nav.own')} lead={company.data?.companies.map(({ name }) => name).join(' · ')}>
      <Rows
        query={query}
        nothing={
          <Nothing
            icon={<KeyRound size={18} />}
            title={t('portal.own.none')}
            text={t('portal.own.noneText')}
            to="/portal/account"
            link={t('portal.contactUs')}
          />
        }
      >
        {licenses => <LicenseRows licenses={licenses} of="customer" />}
      </Rows>
      <More query={query} />
    </Page>
  )
}
