import { Mail, Phone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../ui/Avatar.tsx'

interface ContactProps {
  readonly contacts: readonly { readonly name: string; readonly email: string | null; readonly phone: string | null }[]
}

/** Who of the house is there for them. */
export function Contact({ contacts }: ContactProps) {
  const { t } = useTranslation()
  if (contacts.length === 0) return null
  return (
    <section className="portal-sheet portal-facts" aria-label={t('portal.contact.title')}>
      <header>
        <h2>{t('portal.contact.title')}</h2>
      </header>
      {contacts.map(({ name, email, phone }) => (
        <div key={`${name} ${email}`} className="portal-contact">
          <Avatar name={name} size={32} />
          <div>
            <b>{name}</b>
            {email && (
              <a className="link" href={`mailto:${email}`}>
                <Mail size={13} aria-hidden /> {email}
              </a>
            )}
            {phone && (
              <a className="link" href={`tel:${phone}`}>
                <Phone size={13} aria-hidden /> {phone}
              </a>
            )}
          </div>
        </div>
      ))}
    </section>
  )
}
