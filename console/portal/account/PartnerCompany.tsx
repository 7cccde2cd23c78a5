import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { useFormats } from '../../app/formats.ts'
import { LabelledField } from '../../pages/LabelledField.tsx'
import { useShortForm } from '../../pages/useShortForm.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { SkeletonRecord } from '../../ui/Skeleton.tsx'
import { toast } from '../../ui/toast.tsx'
import { type Partner, partnerQuery, portalKey } from '../api.ts'
import { Contact } from '../frame/Contact.tsx'
import { Facts } from '../frame/Facts.tsx'
import { Answer, Page } from '../frame/Page.tsx'

/** The partner as the house knows it: what it keeps itself, and what was agreed. */
export function PartnerCompany() {
  const { t } = useTranslation()
  return (
    <Answer query={useQuery(partnerQuery)} skeleton={<SkeletonRecord />}>
      {partner => (
        <Page title={partner.name} lead={t('portal.company.lead')}>
          <div className="portal-split">
            <div className="portal-main">
              <ContactForm key={partner.version} partner={partner} />
              <People partner={partner} />
            </div>
            <div className="portal-side">
              <Agreed partner={partner} />
              {partner.manager && <Contact contacts={[partner.manager]} />}
            </div>
          </div>
        </Page>
      )}
    </Answer>
  )
}

const kept = ['contactName', 'email', 'phone', 'address'] as const
const kinds: Readonly<Record<string, string>> = { email: 'email', phone: 'tel' }
const fills: Readonly<Record<string, string>> = {
  contactName: 'name',
  email: 'email',
  phone: 'tel',
  address: 'street-address',
}

function ContactForm({ partner }: { readonly partner: Partner }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const mayChange = partner.role !== 'viewer'
  const { props, faults, problem, busy } = useShortForm({
    check: () => ({}),
    run: async entered => {
      const body = Object.fromEntries(kept.map(name => [name, entered[name] || null]))
      const now = await request<Partner>('PUT', '/partners/me', { body: { ...body, version: partner.version } })
      queries.setQueryData(partnerQuery.queryKey, now)
      await queries.invalidateQueries({ queryKey: portalKey })
      toast({ text: t('portal.company.saved') })
    },
  })
  return (
    <form className="portal-sheet" aria-label={t('portal.company.contact')} {...props}>
      <header>
        <h2>{t('portal.company.contact')}</h2>
      </header>
      <div className="portal-form">
        {kept.map(name => (
          <LabelledField
            key={name}
            label={t(`portal.company.field.${name}`)}
            fault={faults[name]}
            control={tied => (
              <input
                {...tied}
                name={name}
                type={kinds[name] ?? 'text'}
                className="ctl"
                autoComplete={fills[name]}
                readOnly={!mayChange}
                defaultValue={partner[name] ?? ''}
              />
            )}
          />
        ))}
      </div>
      {mayChange && (
        <footer className="portal-form-foot">
          <p role="alert" className="field-fault">
            {problem && (problem.detail || problem.title)}
          </p>
          <Button type="primary" size="large" htmlType="submit" loading={busy}>
            {t('portal.company.save')}
          </Button>
        </footer>
      )}
    </form>
  )
}

function People({ partner }: { readonly partner: Partner }) {
  const { t } = useTranslation()
  return (
    <section className="portal-sheet" aria-label={t('portal.company.people')}>
      <header>
        <h2>{t('portal.company.people')}</h2>
      </header>
      <ul className="portal-lined">
        {partner.people.map(({ name, role }) => (
          <li key={name} className="panel-line">
            <Avatar name={name} size={28} />
            <div className="panel-words">
              <b>{name}</b>
              <span>{t(`portal.role.${role}`, { defaultValue: role })}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Agreed({ partner }: { readonly partner: Partner }) {
  const { t } = useTranslation()
  const { number, date } = useFormats()
  const { types, tier, region, discountPercent, agreementNo, agreementEndsOn } = partner
  return (
    <Facts
      title={t('portal.company.agreed')}
      facts={[
        [t('portal.company.kind'), types.map(type => t(`portal.type.${type}`, { defaultValue: type })).join(' · ')],
        [t('portal.company.tier'), t(`portal.tier.${tier}`, { defaultValue: tier })],
        [t('portal.company.discount'), `${number(discountPercent)}%`],
        [t('portal.company.region'), region],
        [t('portal.company.agreementNo'), agreementNo],
        [t('portal.company.agreementUntil'), agreementEndsOn && date(agreementEndsOn)],
      ]}
    />
  )
}
