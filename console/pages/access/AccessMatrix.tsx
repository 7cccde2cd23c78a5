import { ChevronRight } from 'lucide-react'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.tsx'
import { commonVerbs, type GrantView, type ResourceRights, verbOf } from './explain.ts'
import { useCatalog } from './queries.ts'

interface AccessMatrixProps {
  readonly resources: readonly ResourceRights[]
  onAsk(permission: string): void
}

/** Resources down, verbs across, in each cell the rows that are reached; opening a line tells by which roles. */
export function AccessMatrix({ resources, onAsk }: AccessMatrixProps) {
  const { t } = useTranslation()
  const { phone } = usePreferences()
  const [open, setOpen] = useState<string | undefined>()
  const columns = phone ? 1 : commonVerbs.length + 2
  return (
    <div className="matrix-box">
      <table className="matrix">
        <thead>
          <tr>
            <th scope="col">{t('access.can.resource')}</th>
            {!phone && commonVerbs.map(verb => <Verb key={verb} verb={verb} resources={resources} />)}
            {!phone && <th scope="col">{t('access.can.actions')}</th>}
          </tr>
        </thead>
        <tbody>
          {[...Map.groupBy(resources, ({ system }) => system)].map(([system, list]) => (
            <Fragment key={system}>
              <tr className="matrix-system">
                <th colSpan={columns} scope="rowgroup">
                  {system}
                </th>
              </tr>
              {list.map(resource => (
                <Resource
                  key={resource.name}
                  resource={resource}
                  isOpen={open === resource.name}
                  columns={columns}
                  onFold={() => setOpen(open === resource.name ? undefined : resource.name)}
                  onAsk={onAsk}
                />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Verb({ verb, resources }: { readonly verb: string; readonly resources: readonly ResourceRights[] }) {
  const named = resources
    .flatMap(({ permissions }) => permissions)
    .find(({ permission }) => verbOf(permission) === verb)?.label
  const catalog = useCatalog().data
  const known = catalog?.systems
    .flatMap(({ resources }) => resources.flatMap(({ permissions }) => permissions))
    .find(each => each.verb === verb)?.label
  return <th scope="col">{named ?? known ?? verb}</th>
}

interface ResourceProps {
  readonly resource: ResourceRights
  readonly isOpen: boolean
  readonly columns: number
  onFold(): void
  onAsk(permission: string): void
}

const isCommon = (permission: string) => [...commonVerbs, 'list'].includes(verbOf(permission) as never)

function Resource({ resource, isOpen, columns, onFold, onAsk }: ResourceProps) {
  const { phone } = usePreferences()
  const actions = resource.permissions.filter(({ permission }) => !isCommon(permission))
  return (
    <>
      <tr data-open={isOpen || undefined}>
        <th scope="row">
          <button type="button" className="matrix-fold" aria-expanded={isOpen} onClick={onFold}>
            <ChevronRight size={14} aria-hidden />
            <span className="ellipsis">{resource.label}</span>
          </button>
          {phone && (
            <span className="matrix-summary">
              {resource.permissions.slice(0, 8).map(each => (
                <span key={each.permission} className="tag">
                  {each.label}
                </span>
              ))}
            </span>
          )}
        </th>
        {!phone &&
          commonVerbs.map(verb => (
            <td key={verb}>
              <Reach
                grants={resource.permissions.find(({ permission }) => verbOf(permission) === verb)?.grants ?? []}
              />
            </td>
          ))}
        {!phone && (
          <td className="small secondary">
            <span className="matrix-actions">{actions.map(({ label }) => label).join(', ') || <No />}</span>
          </td>
        )}
      </tr>
      {isOpen && (
        <tr className="matrix-detail">
          <td colSpan={columns}>
            <Sources resource={resource} onAsk={onAsk} />
          </td>
        </tr>
      )}
    </>
  )
}

const No = () => (
  <span className="matrix-no" aria-hidden>
    –
  </span>
)

/** The rows one reaches, each way of reaching them once. */
function Reach({ grants }: { readonly grants: readonly GrantView[] }) {
  const { t } = useTranslation()
  if (grants.length === 0) return <No />
  const scopes = [...new Set(grants.map(({ scope }) => scope))]
  const isPart = grants.every(({ fields, masked }) => fields !== null || masked.length > 0)
  return (
    <span className="reaches">
      {scopes.map(scope => (
        <span
          key={scope}
          className="reach"
          data-all={scope === 'tenant' || undefined}
          data-tip={grants.find(grant => grant.scope === scope)?.scopeText}
        >
          {t(`access.short.${scope}`, { defaultValue: scope })}
        </span>
      ))}
      {isPart && <span className="small quiet">{t('access.can.part')}</span>}
    </span>
  )
}

function Sources({ resource, onAsk }: { readonly resource: ResourceRights; onAsk(permission: string): void }) {
  const { t } = useTranslation()
  return (
    <ul className="sources">
      {resource.permissions.map(({ permission, label, grants }) => (
        <li key={permission}>
          <b>{label}</b>
          <div>
            {grants.map(grant => (
              <span key={grant.text}>{grant.text}</span>
            ))}
          </div>
          <button type="button" className="link small" onClick={() => onAsk(permission)}>
            {t('access.why.short')}
          </button>
        </li>
      ))}
    </ul>
  )
}
