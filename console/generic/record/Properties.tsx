import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useChoice } from '../../app/choices.ts'
import type { Collection } from '../../app/meta.ts'
import { useUrlState } from '../../app/url-state.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { PropertyList } from '../../ui/PropertyList.tsx'
import { Section } from '../../ui/Section.tsx'
import { isEmpty, isKey, type RecordRow } from '../model/record.ts'
import { InlineField } from './InlineField.tsx'
import { mayEdit } from './mayEdit.ts'

const kernelOwn = new Set(['status', 'createdAt', 'updatedAt'])

interface Group {
  readonly key: string
  /** Undefined is the group of the page's own name. */
  readonly label?: string | undefined
  readonly fields: readonly FieldMeta[]
}

/** The fields in the sections of their form; those in none come last, as they do there. */
function groupsOf({ sections }: EntityMeta, fields: readonly FieldMeta[]): readonly Group[] {
  const inSection = new Set(sections.flatMap(section => section.fields))
  const groups: Group[] = [
    ...sections.map(({ name, label, fields: names }) => ({
      key: name,
      label,
      fields: fields.filter(field => names.includes(field.name)),
    })),
    { key: 'properties', fields: fields.filter(({ name }) => !inSection.has(name)) },
  ]
  return groups.filter(group => group.fields.length > 0)
}

/** What nobody has set and only the system sets would be a column of dashes. */
const shownOf = (collection: Collection, row: RecordRow) =>
  collection.entity.fields
    .filter(field => field.kind !== 'lines' && !kernelOwn.has(field.name) && field.name !== collection.facet?.field)
    .filter(field => mayEdit(collection, row, field) || !(isEmpty(row[field.name]) || isKey(row[field.name])))

interface PropertiesProps {
  readonly collection: Collection
  readonly row: RecordRow
}

/** What the record is, in groups that fold; each value that one may change is changed where it stands. */
export function Properties({ collection, row }: PropertiesProps) {
  const { t } = useTranslation()
  const { entity } = collection
  const fields = shownOf(collection, row)
  const groups = groupsOf(entity, fields)
  const kept = entity.fields.filter(field => field.name === 'createdAt' || field.name === 'updatedAt')
  const [folded, setFolded] = useChoice<readonly string[]>(`record.${entity.path}.folded`, [])
  const fold = (key: string) => (open: boolean) =>
    setFolded(open ? folded.filter(each => each !== key) : [...folded, key])
  const order = groups.filter(({ key }) => !folded.includes(key)).flatMap(group => group.fields)
  const [editing, setEditing] = useState<string>()
  const editable = (field: FieldMeta) => mayEdit(collection, row, field)
  /** The editable field before or after one, in the order on screen. */
  const step = (from: string, by: 1 | -1) => {
    const names = order.filter(editable).map(({ name }) => name)
    setEditing(names[names.indexOf(from) + by])
  }
  return (
    <>
      {[...groups, { key: 'kept', label: t('generic.record.kept'), fields: kept }].map((group, at) => (
        <Section
          key={group.key}
          title={group.label ?? t(groups.length > 1 ? 'record.furtherProperties' : 'generic.record.properties')}
          extra={at === 0 && <EditAll collection={collection} />}
          open={!folded.includes(group.key)}
          onFold={fold(group.key)}
        >
          <PropertyList>
            {group.fields.map(field => (
              <InlineField
                key={field.name}
                collection={collection}
                row={row}
                field={field}
                editable={editable(field)}
                editing={editing === field.name}
                onEdit={on => setEditing(now => (on ? field.name : now === field.name ? undefined : now))}
                onStep={by => step(field.name, by)}
              />
            ))}
          </PropertyList>
        </Section>
      ))}
    </>
  )
}

function EditAll({ collection }: { readonly collection: Collection }) {
  const { t } = useTranslation()
  const [, change] = useUrlState()
  if (!collection.entity.may.update) return null
  return (
    <IconButton
      size="small"
      label={t('generic.record.editAll')}
      shortcut="e"
      onClick={() => change({ edit: '1' }, { push: true })}
    >
      <Pencil size={13} />
    </IconButton>
  )
}
