import type { EntityMeta, FieldMeta, HistoryEntry } from '@tenon/kernel/derive/meta-types.ts'
import { useFieldKit } from '@tenon/kernel/fields/field-view.ts'
import type { ReactNode } from 'react'
import type { FieldChange } from '../../ui/Timeline.tsx'
import { viewOf } from '../fieldViews.tsx'
import { fieldOf } from '../model/filter.ts'
import { isEmpty } from '../model/record.ts'

type Change = HistoryEntry['changes'][number]

/** The field as it is now, or as the history remembers one that is gone. */
const fieldFor = (entity: EntityMeta, change: Change): FieldMeta =>
  fieldOf(entity, change.field) ??
  ({
    name: change.field,
    kind: change.kind,
    label: change.label,
    required: false,
    writable: false,
    nullable: true,
    sortable: false,
    operators: [],
  } satisfies FieldMeta)

/** Exact values in words; a state keeps its shape and colour. */
function Shown({ field, value }: { readonly field: FieldMeta; readonly value: unknown }) {
  const kit = useFieldKit()
  const { Cell, text } = viewOf(field)
  return field.kind === 'status' ? <Cell field={field} value={value} /> : text(value, field, kit)
}

function shown(field: FieldMeta, value: unknown, title: string | undefined): ReactNode {
  if (isEmpty(value)) return undefined
  return title ?? <Shown field={field} value={value} />
}

/** Changes of a history entry in the form people read values in. */
export const changesOf = (entity: EntityMeta, entry: HistoryEntry): readonly FieldChange[] =>
  entry.changes.map(change => {
    const field = fieldFor(entity, change)
    return {
      field: change.field,
      label: change.label,
      before: shown(field, change.before, change.beforeTitle),
      after: shown(field, change.after, change.afterTitle),
    }
  })
