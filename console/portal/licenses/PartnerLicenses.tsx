import { useInfiniteQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useUrlState } from '../../app/url-state.ts'
import { ViewTabs } from '../../ui/ViewTabs.tsx'
import { type License, rowsQuery } from '../api.ts'
import { Nothing, Page } from '../frame/Page.tsx'
import { More, Rows } from '../frame/Rows.tsx'
import { Search } from '../frame/Search.tsx'
import { LicenseRows } from './LicenseRows.tsx'
import { useSoon } from './useSoon.ts'

const tabs = ['all', 'ending', 'lapsed'] as const

/** What the partner's customers hold, the soonest to end first. */
export function PartnerLicenses() {
  const { t } = useTranslation()
  const [{ show, search }, change] = useUrlState()
  const soon = useSoon()
  const shown = tabs.find(tab => tab === show) ?? 'all'
  const filter =
    shown === 'ending' ? soon : { sort: 'endsOn', ...(shown === 'lapsed' && { 'filter[status][in]': 'grace,expired' }) }
  const query = useInfiniteQuery(rowsQuery<License>('/partners/licenses', { ...filter, search: search || undefined }))
  const isNarrowed = shown !== 'all' || Boolean(search)
  return (
    <Page title={t('portal.license.ofCustomers')} lead={t('portal.license.lead')}>
      <div className="portal-tools">
        <ViewTabs
          label={t('portal.license.which')}
          tabs={tabs.map(key => ({ key, label: t(`portal.license.show.${key}`) }))}
          current={shown}
          onSelect={key => change({ show: key === 'all' ? undefined : key })}
        />
        <Search
          label={t('portal.license.search')}
          value={search ?? ''}
          onChange={text => change({ search: text || undefined })}
        />
      </div>
      <Rows
        query={query}
        nothing={
          isNarrowed ? (
            <Nothing
              title={t('portal.license.noneHere')}
              text={t('portal.license.noneHereText')}
              to="/portal/licenses"
              link={t('portal.license.showAll')}
            />
          ) : (
            <Nothing
              icon={<KeyRound size={18} />}
              title={t('portal.license.none')}
              text={t('portal.license.noneText')}
              to="/portal/orders/new"
              link={t('portal.order.new')}
            />
          )
        }
      >
        {licenses => <LicenseRows licenses={licenses} of="partner" />}
      </Rows>
      <More query={query} />
    </Page>
  )
}
