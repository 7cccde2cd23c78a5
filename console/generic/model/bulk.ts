import type { ActionMeta, EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { lookOf } from './cellLook.ts'
import type { RecordRow } from './record.ts'

/** Actions the selected records could take from the states they are in: those that suit most of them, safe ones first. */
export function fitting(actions: readonly ActionMeta[], rows: readonly RecordRow[]): readonly ActionMeta[] {
  const suits = ({ from }: ActionMeta) =>
    rows.filter(row => from.length === 0 || from.includes(row.status ?? '')).length
  return actions
    .filter(action => suits(action) > 0)
    .toSorted((one, other) => Number(one.danger) - Number(other.danger) || suits(other) - suits(one))
}

/** The person a record is given to by "assign": the first one that may be written. */
export const assigneeOf = (meta: EntityMeta, entities: Readonly<Record<string, EntityMeta>>): FieldMeta | undefined =>
  meta.fields.find(field => field.writable && !field.fixed && lookOf(field, meta, entities) === 'person')

/** What each changed record held before, put together by value: as few writes as there were values. */
export function formerValues(
  rows: readonly RecordRow[],
  changed: readonly string[],
  body: (row: RecordRow) => unknown,
): readonly { readonly value: unknown; readonly ids: readonly string[] }[] | undefined {
  const known = new Map(rows.map(row => [row.id, row]))
  if (!changed.every(id => known.has(id))) return undefined
  const groups = new Map<string, { value: unknown; ids: string[] }>()
  for (const id of changed) {
    const value = body(known.get(id) as RecordRow) ?? null
    const key = JSON.stringify(value)
    const group = groups.get(key) ?? { value, ids: [] }
    group.ids.push(id)
    groups.set(key, group)
  }
  return [...groups.values()]
}
