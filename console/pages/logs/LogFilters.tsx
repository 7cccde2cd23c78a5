import { useDeferredValue, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMeta } from '../../app/meta.ts'
import type { UrlState } from '../../app/url-state.ts'
import type { FilterName } from './audit.ts'

interface LogFiltersProps {
  readonly url: UrlState
  onChange(patch: Readonly<Partial<Record<FilterName | 'entry', string | undefined>>>): unknown
  readonly isFiltered: boolean
  onClear(): void
}
const acts = ['create', 'update', 'remove', 'restore', 'reveal', 'export'] as const

/** A text that is asked for once typing has paused, and follows the address when that changes. */
function useTyped(value: string, onSettled: (value: string) => void) {
  const [typed, setTyped] = useState(value)
  const settled = useDeferredValue(typed)
  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    const timer = setTimeout(() => settled !== value && onSettled(settled), 250)
    return () => clearTimeout(timer)
  })
  return [typed, setTyped] as const
}

export function LogFilters({ url, onChange, isFiltered, onClear }: LogFiltersProps) {
  const { t } = useTranslation()
  const entities = Object.values(useMeta().entities).toSorted((a, b) => a.labelMany.localeCompare(b.labelMany))
  const set = (name: FilterName, value: string) => onChange({ [name]: value || undefined, entry: undefined })
  const [search, setSearch] = useTyped(url.search ?? '', value => set('search', value))
  const [address, setAddress] = useTyped(url.address ?? '', value => set('address', value))
  return (
    <search className="log-filters" aria-label={t('logs.filters')}>
      <input
        type="search"
        className="ctl log-search"
        placeholder={t('logs.search')}
        aria-label={t('logs.search')}
        value={search}
        onChange={event => setSearch(event.target.value)}
      />
      <select
        className="ctl"
        aria-label={t('logs.entity')}
        value={url.entity ?? ''}
        onChange={event => set('entity', event.target.value)}
      >
        <option value="">{t('logs.allEntities')}</option>
        {entities.map(({ name, labelMany }) => (
          <option key={name} value={name}>
            {labelMany}
          </option>
        ))}
      </select>
      <select
        className="ctl"
        aria-label={t('logs.act')}
        value={url.act ?? ''}
        onChange={event => set('act', event.target.value)}
      >
        <option value="">{t('logs.allActs')}</option>
        {acts.map(act => (
          <option key={act} value={act}>
            {t(`logs.acts.${act}`)}
          </option>
        ))}
      </select>
      <input
        type="date"
        className="ctl"
        aria-label={t('logs.from')}
        value={url.from ?? ''}
        max={url.until}
        onChange={event => set('from', event.target.value)}
      />
      <input
        type="date"
        className="ctl"
        aria-label={t('logs.until')}
        value={url.until ?? ''}
        min={url.from}
        onChange={event => set('until', event.target.value)}
      />
      <input
        className="ctl mono log-address"
        placeholder={t('logs.address')}
        aria-label={t('logs.address')}
        value={address}
        onChange={event => setAddress(event.target.value)}
      />
      <button
        type="button"
        className="many-option"
        aria-pressed={url.view === 'permissions'}
        onClick={() => set('view', url.view === 'permissions' ? '' : 'permissions')}
      >
        {t('logs.permissions')}
      </button>
      {isFiltered && (
        <button type="button" className="link" onClick={onClear}>
          {t('logs.clear')}
        </button>
      )}
    </search>
  )
}
