import { X } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import type { Resource, ResourceField } from './model/catalog.ts'
import { type Level, levelOf, levels, readOf, setLevel, updateOf } from './model/fieldRights.ts'
import { linesAbove, linesAt } from './model/grants.ts'
import type { RightsProps } from './Rights.tsx'

interface FieldRightsProps extends RightsProps {
  readonly resource: Resource | undefined
}

/** What the role may do with each field of a resource: change it, see it, see a part of it, or nothing. */
export function FieldRights(props: FieldRightsProps) {
  const { t } = useTranslation()
  const { resource } = props
  return (
    <aside className="rights-side" aria-label={t('access.fields.title')}>
      {resource && resource.fields.length > 0 ? (
        <Matrix {...props} resource={resource} />
      ) : (
        <EmptyState title={t('access.fields.title')} text={t(resource ? 'access.fields.none' : 'access.fields.pick')} />
      )}
    </aside>
  )
}

export function FieldRightsSheet(props: RightsProps & { resource: Resource; onClose(): void }) {
  const { t } = useTranslation()
  return (
    <Dialog label={t('access.fields.of', { name: props.resource.label })} className="drawer" onClose={props.onClose}>
      <div className="panel-form">
        <header>
          <span className="spread" />
          <IconButton label={t('generic.form.close')} onClick={props.onClose}>
            <X size={18} />
          </IconButton>
        </header>
        <div className="panel-scroll">
          <Matrix {...props} />
        </div>
      </div>
    </Dialog>
  )
}

function Matrix({ resource, grants, root, onChange }: RightsProps & { resource: Resource }) {
  const { t } = useTranslation()
  const reads = [...linesAt(grants, readOf(resource)), ...linesAbove(grants, readOf(resource))]
  const mayWrite = resource.permissions.some(({ permission }) => permission === updateOf(resource))
  const offered = levels.filter(level => level !== 'write' || mayWrite)
  return (
    <>
      <h2>{resource.label}</h2>
      <p className="small quiet">
        {t(
          reads.length === 0
            ? 'access.fields.noRead'
            : reads.length > 1
              ? 'access.fields.several'
              : 'access.fields.text',
        )}
      </p>
      <table className="field-rights">
        <thead>
          <tr>
            <th scope="col">{t('access.fields.field')}</th>
            {offered.map(level => (
              <th key={level} scope="col">
                {t(`access.level.${level}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {resource.fields.map(field => (
            <FieldLevels
              key={field.name}
              field={field}
              offered={offered}
              level={levelOf(grants, resource, field.name)}
              onSet={onChange && (level => onChange(setLevel(grants, root, resource, field.name, level)))}
            />
          ))}
        </tbody>
      </table>
    </>
  )
}

interface FieldLevelsProps {
  readonly field: ResourceField
  readonly offered: readonly Level[]
  readonly level: Level
  readonly onSet: ((level: Level) => void) | undefined
}

function FieldLevels({ field, offered, level, onSet }: FieldLevelsProps) {
  const { t } = useTranslation()
  const group = useId()
  return (
    <tr data-level={level}>
      <th scope="row">
        {field.label}
        {field.personal && <small>{t('access.fields.personal')}</small>}
      </th>
      {offered.map(each => (
        <td key={each}>
          <label>
            <input
              type="radio"
              className="tick"
              name={group}
              checked={each === level}
              disabled={!onSet}
              aria-label={`${field.label}: ${t(`access.level.${each}`)}`}
              onChange={() => onSet?.(each)}
            />
          </label>
        </td>
      ))}
    </tr>
  )
}
