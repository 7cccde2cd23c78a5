import { Link } from '@tanstack/react-router'
import type { Found } from '@tenon/kernel/fields/field-view.ts'
import { createContext, use } from 'react'
import { useTranslation } from 'react-i18next'
import { recordAddress } from '../controls/RecordLink.tsx'
import type { Followed } from './useFollow.ts'
import type { Known } from './useServerCheck.ts'

interface Advice {
  readonly path: string
  readonly known: Known
  readonly followed: Followed
}
/** What the form around a field knows of it beyond its value. */
export const AdviceContext = createContext<Advice | null>(null)

/** Beside what typed words must not be lost to: another tab. */
function Open({ path, record }: { readonly path: string; readonly record: Found }) {
  return (
    <Link className="link" to={recordAddress(path, record.id) as never} target="_blank">
      {record.title}
    </Link>
  )
}

/** Which record has the value already, which ones are nearly the same, and where a value came from. */
export function FieldAdvice({ name, isFaulty }: { readonly name: string; readonly isFaulty: boolean }) {
  const { t } = useTranslation()
  const advice = use(AdviceContext)
  if (!advice) return null
  const { path, known, followed } = advice
  const existing = isFaulty ? known.existing[name] : undefined
  const alike = isFaulty ? [] : (known.alike[name] ?? [])
  return (
    <>
      {existing && (
        <p className="field-note">
          {t('generic.form.existing')} <Open path={path} record={existing} />
        </p>
      )}
      {alike.length > 0 && (
        <p className="field-note field-warning" role="status">
          {t('generic.form.alike')}{' '}
          {alike.map(record => (
            <Open key={record.id} path={path} record={record} />
          ))}
        </p>
      )}
      {followed[name] !== undefined && (
        <p className="field-note">{t('generic.form.followed', { title: followed[name] })}</p>
      )}
    </>
  )
}
