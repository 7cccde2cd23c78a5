import { Navigate, useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { OwnAccount } from './account/OwnAccount.tsx'
import { PartnerCompany } from './account/PartnerCompany.tsx'
import { type AnyPlace, homeOf, placeAt } from './addresses.ts'
import { Deals } from './deals/Deals.tsx'
import { Notices } from './frame/Notices.tsx'
import { Nothing, Page } from './frame/Page.tsx'
import { PortalFrame } from './frame/PortalFrame.tsx'
import { OwnLicense } from './licenses/OwnLicense.tsx'
import { OwnLicenses } from './licenses/OwnLicenses.tsx'
import { PartnerLicenses } from './licenses/PartnerLicenses.tsx'
import { EditOrder, NewOrder } from './orders/OrderForms.tsx'
import { OrderList } from './orders/OrderList.tsx'
import { OrderPage } from './orders/OrderPage.tsx'
import { Overview } from './orders/Overview.tsx'
import type { Outsider } from './who.ts'
import '../generic/generic.css'
import '../pages/settings/panel.css'
import './portal.css'

/** All that partners and customers see: their own shell, their own pages, none of the house's. */
export function Portal({ as }: { readonly as: readonly Outsider[] }) {
  const { pathname } = useLocation()
  const place = placeAt(pathname, as)
  if ('goTo' in place) return <Navigate to={place.goTo as never} replace />
  return (
    <PortalFrame as={as} place={place}>
      <Shown key={`${place.page}/${'id' in place ? place.id : ''}`} place={place} as={as} />
    </PortalFrame>
  )
}

function Shown({ place, as }: { readonly place: AnyPlace; readonly as: readonly Outsider[] }) {
  const id = ('id' in place && place.id) || ''
  switch (place.page) {
    case 'overview':
      return <Overview />
    case 'orders':
      return <OrderList />
    case 'newOrder':
      return <NewOrder />
    case 'order':
      return <OrderPage id={id} />
    case 'editOrder':
      return <EditOrder id={id} />
    case 'licenses':
      return <PartnerLicenses />
    case 'deals':
      return <Deals />
    case 'company':
      return <PartnerCompany />
    case 'own':
      return <OwnLicenses />
    case 'ownLicense':
      return <OwnLicense id={id} />
    case 'account':
      return <OwnAccount />
    case 'notices':
      return <Notices home={homeOf(as)} />
    default:
      return <Nowhere home={homeOf(as)} />
  }
}

function Nowhere({ home }: { readonly home: string }) {
  const { t } = useTranslation()
  return (
    <Page title={t('portal.nowhere.title')}>
      <Nothing title={t('portal.nowhere.title')} text={t('portal.nowhere.text')} to={home} link={t('portal.home')} />
    </Page>
  )
}
