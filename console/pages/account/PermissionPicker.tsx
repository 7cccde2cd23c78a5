import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { isGranted } from '../../app/permission.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { useSession } from '../../app/session.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'

interface Permission {
  readonly permission: string
  readonly label: string
  readonly danger?: boolean
}
interface Resource {
  readonly name: string
  readonly label: string
  readonly permissions: readonly Permission[]
}
interface Catalog {
  readonly systems: readonly {
    readonly name: string
    readonly label: string
    readonly resources: readonly Resource[]
  }[]
}
interface PermissionPickerProps {
  readonly chosen: ReadonlySet<string>
  onChange(chosen: ReadonlySet<string>): void
}

/** What there is to grant, as far as one holds it oneself: a key never does more than its owner. */
function useOwnRights() {
  const { language } = usePreferences()
  const { permissions: held } = useSession()
  const query = useQuery({
    queryKey: ['permissions', language],
    queryFn: ({ signal }) => request<Catalog>('GET', '/permissions', { signal }),
    staleTime: 5 * 60_000,
  })
  const own = (resource: Resource): Resource => ({
    ...resource,
    permissions: resource.permissions.filter(({ permission }) => isGranted(held, permission)),
  })
  const systems = query.data?.systems.map(system => ({
    ...system,
    resources: system.resources.map(own).filter(({ permissions }) => permissions.length > 0),
  }))
  return { ...query, systems: systems?.filter(({ resources }) => resources.length > 0) }
}

/** Rights to tick, kind of record by kind of record. */
export function PermissionPicker({ chosen, onChange }: PermissionPickerProps) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const { systems, error, refetch } = useOwnRights()
  if (error) return <ErrorBlock problem={error} onRetry={() => refetch()} />
  if (!systems) return <SkeletonRows rows={4} />
  const sought = search.trim().toLowerCase()
  const fits = ({ label, name }: Resource) => `${label} ${name}`.toLowerCase().includes(sought)
  return (
    <>
      <input
        type="search"
        className="ctl"
        placeholder={t('account.keys.search')}
        aria-label={t('account.keys.search')}
        value={search}
        onChange={event => setSearch(event.target.value)}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by key. */}
      <section className="picker" tabIndex={0} aria-label={t('account.keys.rights')}>
        {systems.map(system => {
          const shown = system.resources.filter(fits)
          return shown.length === 0 ? null : (
            <section key={system.name} aria-label={system.label}>
              <h3>{system.label}</h3>
              {shown.map(resource => (
                <ResourceRow key={resource.name} resource={resource} chosen={chosen} onChange={onChange} />
              ))}
            </section>
          )
        })}
      </section>
      <p className="quiet small" aria-live="polite">
        {t('account.keys.chosen', { count: chosen.size })}
      </p>
    </>
  )
}

interface ResourceRowProps extends PermissionPickerProps {
  readonly resource: Resource
}

function ResourceRow({ resource, chosen, onChange }: ResourceRowProps) {
  const { t } = useTranslation()
  const all = resource.permissions.map(({ permission }) => permission)
  const held = all.filter(each => chosen.has(each))
  const isWhole = held.length === all.length
  const toggle = (names: readonly string[], on: boolean) => {
    const next = new Set(chosen)
    for (const name of names) on ? next.add(name) : next.delete(name)
    onChange(next)
  }
  return (
    <div className="picker-row">
      <label>
        <input
          type="checkbox"
          className="tick"
          checked={isWhole}
          ref={box => {
            if (box) box.indeterminate = held.length > 0 && !isWhole
          }}
          onChange={() => toggle(all, !isWhole)}
          aria-label={t('account.keys.allOf', { what: resource.label })}
        />
        <span>{resource.label}</span>
      </label>
      <div className="many">
        {resource.permissions.map(({ permission, label }) => (
          <button
            key={permission}
            type="button"
            className="many-option"
            aria-pressed={chosen.has(permission)}
            onClick={() => toggle([permission], !chosen.has(permission))}
          >
            {label}
          </button>
        ))}
      </div>
    </div>
  )
}
