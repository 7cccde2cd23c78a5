import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import type { Term } from '../api.ts'

/** What was allowed from when to when, the latest first. */
export function Terms({ terms }: { readonly terms: readonly Term[] }) {
  const { t } = useTranslation()
  const { date, number } = useFormats()
  if (terms.length === 0) return null
  return (
    <section className="portal-sheet portal-facts" aria-label={t('portal.license.terms')}>
      <header>
        <h2>{t('portal.license.terms')}</h2>
      </header>
      <ol className="portal-small-rows">
        {terms
          .toSorted((one, other) => other.seq - one.seq)
          .map(({ seq, from, to, authorizedUsers }) => (
            <li key={seq}>
              <span className="num">
                {date(from)} – {to ? date(to) : t('portal.item.forever')}
              </span>
              <span className="quiet small num">
                {t('portal.license.forUsers', { count: authorizedUsers, shown: number(authorizedUsers) })}
              </span>
            </li>
          ))}
      </ol>
    </section>
  )
}
