import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useUrlState } from '../../app/url-state.ts'
import { ViewTabs } from '../../ui/ViewTabs.tsx'
import { companyQuery, type License, rowsQuery } from '../api.ts'
import { Nothing, Page } from '../frame/Page.tsx'
import { More, Rows } from '../frame/Rows.tsx'
import { LicenseRows } from './LicenseRows.tsx'

/** No longer anybody's right to use anything. */
const gone = 'superseded,terminated'

/** What the customer's company may use, and what it might before. */
export function OwnLicenses() {
  const { t } = useTranslation()
  const company = useQuery(companyQuery)
  const [{ show }, change] = useUrlState()
  const isPast = show === 'past'
  const query = useInfiniteQuery(
    rowsQuery<License>('/portal/licenses', { sort: 'endsOn', [`filter[status][${isPast ? 'in' : 'nin'}]`]: gone }),
  )
  return (
    <Page title={t('portal.nav.own')} lead={company.data?.companies.map(({ name }) => name).join(' · ')}>
      <ViewTabs
        label={t('portal.license.which')}
        tabs={(['current', 'past'] as const).map(key => ({ key, label: t(`portal.own.show.${key}`) }))}
        current={isPast ? 'past' : 'current'}
        onSelect={key => change({ show: key === 'past' ? key : undefined })}
      />
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
