import type { ActionMeta, EntityMeta, FieldMeta, OptionMeta } from '@tenon/kernel/derive/meta-types.ts'
import type { RecordRow } from '../model/record.ts'

/** A column of the board: the records with one value of the field it is made by. */
export interface Lane {
  /** The value as filters name it; null for records without one. */
  readonly key: string | null
  readonly label: string
  readonly tone?: OptionMeta['tone']
}

const closed = new Set(['status', 'choice', 'boolean'])

/** Fields whose values can be the columns of a board, the state first. */
export const laneFields = (entity: EntityMeta): readonly FieldMeta[] =>
  entity.fields
    .filter(field => closed.has(field.kind) && field.operators.length > 0)
    .toSorted((one, other) => Number(other.kind === 'status') - Number(one.kind === 'status'))

export function laneFieldOf(entity: EntityMeta, wanted: string | null | undefined): FieldMeta | undefined {
  const fields = laneFields(entity)
  return fields.find(field => field.name === wanted) ?? fields[0]
}

/** One lane for each value; one more for none where the field may be empty. A filter on the field leaves only its own. */
export function lanesOf(
  field: FieldMeta,
  words: { readonly yes: string; readonly no: string; readonly none: string },
  query: Readonly<Record<string, string>>,
): readonly Lane[] {
  const options: readonly OptionMeta[] =
    field.kind === 'boolean'
      ? [
          { value: 'true', label: words.yes },
          { value: 'false', label: words.no },
        ]
      : (field.options ?? [])
  const all: readonly Lane[] = options.map(({ value, label, tone }) => ({ key: value, label, ...(tone && { tone }) }))
  const lanes: readonly Lane[] = field.nullable ? [...all, { key: null, label: words.none }] : all
  return lanes.filter(({ key }) => isAskedFor(query, field.name, key))
}

function isAskedFor(query: Readonly<Record<string, string>>, field: string, key: string | null): boolean {
  const asked = (operator: string) => query[`filter[${field}]${operator}`]
  const one = asked('')
  const many = asked('[in]')?.split(',')
  const not = asked('[ne]')
  const none = asked('[nin]')?.split(',')
  if (one !== undefined && key !== one) return false
  if (many !== undefined && (key === null || !many.includes(key))) return false
  return key === null || (key !== not && !none?.includes(key))
}

/** The list's question narrowed to a lane. */
export const laneQuery = (query: Readonly<Record<string, string>>, field: string, key: string | null) =>
  key === null ? { ...query, [`filter[${field}][empty]`]: 'true' } : { ...query, [`filter[${field}]`]: key }

export const laneOf = (row: RecordRow, field: FieldMeta): string | null => {
  const value = row[field.name]
  return value === null || value === undefined ? null : String(value)
}

/** How a record comes from its lane into another: by an action, by a new value, or not at all. */
export type Move = { readonly by: 'action'; readonly action: ActionMeta } | { readonly by: 'value' } | undefined

export function moveOf(entity: EntityMeta, field: FieldMeta, row: RecordRow, key: string | null): Move {
  if (laneOf(row, field) === key) return undefined
  if (field.kind !== 'status') {
    const isFixed = field.fixed === true && row.status !== entity.states[0]?.name
    return field.writable && entity.may.update && !isFixed && (key !== null || field.nullable)
      ? { by: 'value' }
      : undefined
  }
  const fitting = entity.actions.filter(
    ({ from, to }) => to.includes(key ?? '') && (from.length === 0 || from.includes(row.status ?? '')),
  )
  // The one that leads nowhere else says most exactly what is meant.
  const [action] = fitting.toSorted(
    (one, other) => Number(one.danger) - Number(other.danger) || one.to.length - other.to.length,
  )
  return action && { by: 'action', action }
}

/** What a lane's key is as the value of the field. */
export const fieldValue = (field: FieldMeta, key: string | null): unknown =>
  field.kind === 'boolean' ? key === 'true' : key
