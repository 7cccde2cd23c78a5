import { useQuery } from '@tanstack/react-query'
import { Building2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { SkeletonRecord } from '../../ui/Skeleton.tsx'
import { companyQuery } from '../api.ts'
import { Contact } from '../frame/Contact.tsx'
import { Facts } from '../frame/Facts.tsx'
import { Answer, Page } from '../frame/Page.tsx'

/** A customer's own page: for whom one is here, and whom to ask. */
export function OwnAccount() {
  const { t } = useTranslation()
  return (
    <Answer query={useQuery(companyQuery)} skeleton={<SkeletonRecord />}>
      {({ person, companies, contacts }) => (
        <Page title={t('portal.nav.account')} lead={t('portal.account.lead')}>
          <div className="portal-split">
            <div className="portal-main">
              <section className="portal-sheet" aria-label={t('portal.account.companies')}>
                <header>
                  <h2>{t('portal.account.companies')}</h2>
                </header>
                <ul className="portal-lined">
                  {companies.map(({ id, name }) => (
                    <li key={id} className="panel-line">
                      <span className="panel-icon">
                        <Building2 size={16} aria-hidden />
                      </span>
                      <div className="panel-words">
                        <b>{name}</b>
                      </div>
                    </li>
                  ))}
                </ul>
              </section>
            </div>
            <div className="portal-side">
              <Facts
                title={t('portal.account.you')}
                facts={[
                  [t('portal.account.name'), person.name],
                  [t('portal.account.email'), person.email],
                ]}
              />
              <Contact contacts={contacts} />
            </div>
          </div>
        </Page>
      )}
    </Answer>
  )
}
