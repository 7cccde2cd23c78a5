import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../app/formats.ts'
import { ListLink } from '../../home/ListLink.tsx'
import { monthLabel } from '../months.ts'
import { type ExpiryProps, listOf } from './cells.ts'

/** On a phone: one month below the other, with those that have the most in it. */
export function ExpiryMonths(props: ExpiryProps) {
  const { map, months, path } = props
  const { t } = useTranslation()
  const { language, number } = useFormats()
  const most = Math.max(1, ...map.totals)
  const labels = [t('expiry.past'), ...months.map(({ from }) => monthLabel(from, language, true))]
  return (
    <ul className="expiry-months">
      {labels.map((label, column) => {
        const total = map.totals[column] ?? 0
        if (total === 0) return null
        const lines = map.lines.filter(({ values }) => (values[column] ?? 0) > 0)
        return (
          <li key={label}>
            <ListLink path={path} query={listOf(props, undefined, column)} className="expiry-month">
              <b>{label}</b>
              <span className="expiry-bar" aria-hidden>
                <i data-past={column === 0} style={{ width: `${(total / most) * 100}%` }} />
              </span>
              <b className="num">{number(total)}</b>
            </ListLink>
            <span className="expiry-names">
              {lines.map(line => (
                <ListLink key={line.key ?? ''} path={path} query={listOf(props, line, column)} className="tag">
                  {line.label} <span className="num">{number(line.values[column] ?? 0)}</span>
                </ListLink>
              ))}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
