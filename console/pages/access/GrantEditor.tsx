import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { Button } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { findCollection, useMeta } from '../../app/meta.ts'
import { FilterBar } from '../../generic/list/FilterBar.tsx'
import { RecordValues } from '../../generic/list/FilterValues.tsx'
import type { Filter } from '../../generic/model/filter.ts'
import type { Catalog, RightsNode } from './model/catalog.ts'
import { namesOf } from './model/fieldRights.ts'
import type { GrantLine } from './model/grants.ts'

interface GrantEditorProps {
  readonly node: RightsNode
  readonly catalog: Catalog
  readonly line: GrantLine
  onChange(line: GrantLine | null): void
  onClose(): void
}

/** Of a resource, the scopes its rows know; a wildcard may say any of them but a filter, for it has no one kind of row. */
function scopesOf(catalog: Catalog, { resource }: RightsNode) {
  const order = ['tenant', 'site', 'sites', 'departmentTree', 'department', 'departments', 'own', 'filter']
  const offered = catalog.scopes.filter(({ name }) => (resource ? resource.scopes.includes(name) : name !== 'filter'))
  return [...offered].sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name))
}

/** Which rows a line reaches, as one choice and what that choice needs. */
export function GrantEditor({ node, catalog, line, onChange, onClose }: GrantEditorProps) {
  const { t } = useTranslation()
  const name = useId()
  const choose = (scope: string) => onChange({ ...line, scope, among: null, filter: null })
  return (
    <div className="grant-editor">
      <h3>{node.resource && node.level === 3 ? `${node.resource.label}: ${node.label}` : node.label}</h3>
      <fieldset>
        <legend className="visually-hidden">{t('access.column.rows')}</legend>
        {scopesOf(catalog, node).map(scope => (
          <div key={scope.name}>
            <label className="grant-choice">
              <input
                type="radio"
                className="tick"
                name={name}
                checked={line.scope === scope.name}
                onChange={() => choose(scope.name)}
              />
              {scope.label}
            </label>
            {line.scope === scope.name && <Detail node={node} line={line} onChange={onChange} />}
          </div>
        ))}
      </fieldset>
      <footer>
        <span className="small quiet">
          {line.fields === null
            ? t('access.fields.all')
            : t('access.fields.some', { count: namesOf(line.fields).length })}
        </span>
        {line.fields !== null && (
          <button
            type="button"
            className="link small"
            onClick={() => onChange({ ...line, fields: null, masked: null })}
          >
            {t('access.fields.allAgain')}
          </button>
        )}
        <span className="spread" />
        <Button size="small" danger onClick={() => onChange(null)}>
          {t('access.removeLine')}
        </Button>
        <Button size="small" type="primary" onClick={onClose}>
          {t('access.done')}
        </Button>
      </footer>
    </div>
  )
}

const chosen: Record<string, { path: string; entity: string }> = {
  departments: { path: 'departments', entity: 'identity.department' },
  sites: { path: 'sites', entity: 'identity.site' },
}

function Detail({ node, line, onChange }: Pick<GrantEditorProps, 'node' | 'line' | 'onChange'>) {
  const { t } = useTranslation()
  const refersTo = chosen[line.scope]
  if (line.scope === 'filter') return <Conditions node={node} line={line} onChange={onChange} />
  if (!refersTo) return null
  const field: FieldMeta = {
    name: 'among',
    kind: 'ref',
    label: t(`access.choose.${line.scope}`),
    required: true,
    writable: true,
    nullable: false,
    sortable: false,
    operators: [],
    refersTo,
  }
  const filter: Filter = { field: 'among', operator: 'in', value: (line.among ?? []).join(',') }
  return (
    <div className="grant-detail">
      <RecordValues
        field={field}
        filter={filter}
        onSet={text => onChange({ ...line, among: text.split(',').filter(Boolean) })}
        onDone={() => undefined}
      />
      {!line.among?.length && <p className="small quiet">{t('access.chooseNone')}</p>}
    </div>
  )
}

/** The builder of the list's own filters: whoever can filter a list can limit a role. */
function Conditions({ node, line, onChange }: Pick<GrantEditorProps, 'node' | 'line' | 'onChange'>) {
  const { t } = useTranslation()
  const meta = useMeta()
  const collection = findCollection(meta, node.resource?.path ?? '')
  if (!collection) return <p className="grant-detail small quiet">{t('access.noFilter')}</p>
  const filters = (line.filter ?? []).map(({ field, operator, text }) => ({ field, operator, value: text }) as Filter)
  const set = (next: readonly Filter[]) =>
    onChange({ ...line, filter: next.map(({ field, operator, value }) => ({ field, operator, text: value })) })
  return (
    <div className="grant-detail grant-conditions">
      <FilterBar
        entity={{ ...collection.entity, near: [], opens: null }}
        filters={filters}
        scope={null}
        onChange={set}
        onDropScope={() => undefined}
      />
      {filters.length === 0 && <p className="small quiet">{t('access.filterNone')}</p>}
    </div>
  )
}
