import { Link } from '@tanstack/react-router'
import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useChoice } from '../../app/choices.ts'
import type { Collection } from '../../app/meta.ts'
import { keyText } from '../../ui/Kbd.tsx'
import { PropertyList } from '../../ui/PropertyList.tsx'
import { Section } from '../../ui/Section.tsx'
import { recordAddress } from '../controls/RecordLink.tsx'
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

const briefly = ({ title }: EntityMeta, fields: readonly FieldMeta[], row: RecordRow): Group => ({
  key: 'properties',
  fields: fields.filter(({ name }) => !title.includes(name) && !isEmpty(row[name])),
})

/** What nobody has set and only the system sets would be a column of dashes. */
const shownOf = (collection: Collection, row: RecordRow) =>
  collection.entity.fields
    .filter(field => field.kind !== 'lines' && !kernelOwn.has(field.name) && field.name !== collection.facet?.field)
    .filter(field => mayEdit(collection, row, field) || !(isEmpty(row[field.name]) || isKey(row[field.name])))

interface PropertiesProps {
  readonly collection: Collection
  readonly row: RecordRow
  /** Beside a list: one group of what has a value, without what stands above it. */
  readonly brief?: boolean
}

/** What the record is, in groups that fold; each value that one may change is changed where it stands. */
export function Properties({ collection, row, brief = false }: PropertiesProps) {
  const { t } = useTranslation()
  const { entity } = collection
  const fields = shownOf(collection, row)
  const groups = brief ? [briefly(entity, fields, row)] : groupsOf(entity, fields)
  const kept = entity.fields.filter(field => field.name === 'createdAt' || field.name === 'updatedAt')
  const all = brief ? groups : [...groups, { key: 'kept', label: t('generic.record.kept'), fields: kept }]
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
      {all.map((group, at) => (
        <Section
          key={group.key}
          title={group.label ?? t(groups.length > 1 ? 'record.furtherProperties' : 'generic.record.properties')}
          extra={at === 0 && <EditAll collection={collection} row={row} />}
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

/** A link, so that it leads from a peek to the form of the record's own page. */
function EditAll({ collection, row }: Pick<PropertiesProps, 'collection' | 'row'>) {
  const { t } = useTranslation()
  if (!collection.entity.may.update) return null
  const label = t('generic.record.editAll')
  return (
    <Link
      className="icon-button icon-button-small"
      to={recordAddress(collection.path, row.id) as never}
      search={{ edit: '1' } as never}
      aria-label={label}
      data-tip={`${label}  ${keyText('e')}`}
    >
      <Pencil size={13} />
    </Link>
  )
}
