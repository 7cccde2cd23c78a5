import type { AnyEntity } from '../../entity/entity.ts'
import type { FieldProblem } from '../../problem/problem.ts'
import { invalid } from '../../problem/refusals.ts'
import { type Column, fieldOf, isLookup } from './columns.ts'
import { type ImportRights, isOpen } from './rights.ts'

const kindsOfKeys = new Set([
  'text',
  'integer',
  'decimal',
  'date',
  'choice',
  'ref',
  'email',
  'phone',
  'url',
  'numberSeries',
])

/** Whether records can be told apart by a field, by someone who sees it on all of them. */
const canBeKey = (entity: AnyEntity, { read }: ImportRights, field: string) =>
  field === 'id'
    ? read.length > 0
    : kindsOfKeys.has(fieldOf(entity, field)?.kind.name ?? '') && isOpen(entity, read, field)

/** Fields whose values no two records share, single or together. */
export function uniqueSets(entity: AnyEntity): (readonly string[])[] {
  const single = Object.keys(entity.fields)
    .filter(name => fieldOf(entity, name)?.traits.unique)
    .map(name => [name])
  return [...single, ...((entity.unique ?? []) as readonly (readonly string[])[])]
}

export const keyNames = (text: string | undefined) =>
  (text ?? '')
    .split('+')
    .map(name => name.trim())
    .filter(Boolean)

/**
 * The fields by which a row finds its record. Without a wish a file that carries the records' own numbers or ids is
 * taken to speak of those records. Throws INVALID for a field that is not mapped or cannot be a key.
 */
export function keyOf(
  entity: AnyEntity,
  columns: readonly Column[],
  rights: ImportRights,
  wish: readonly string[],
): string[] {
  const mapped = columns.flatMap(column => column.field ?? [])
  if (wish.length === 0) return mapped.filter(name => isLookup(entity, name)).slice(0, 1)
  const problems = wish.flatMap((name): FieldProblem[] => {
    if (name !== 'id' && !fieldOf(entity, name)) return [{ field: 'key', code: 'UNKNOWN_FIELD' }]
    if (!mapped.includes(name)) return [{ field: 'key', code: 'KEY_NOT_MAPPED', message: notMapped, params: { name } }]
    return canBeKey(entity, rights, name)
      ? []
      : [{ field: 'key', code: 'KEY_NOT_POSSIBLE', message: notPossible, params: { name } }]
  })
  if (problems.length) throw invalid({}, { fields: problems })
  return [...new Set(wish)]
}
const notMapped = { en: 'No column fills the field "{name}".', zh: '没有列对应字段“{name}”。' }
const notPossible = { en: 'Records cannot be found by the field "{name}".', zh: '不能用字段“{name}”查找记录。' }

/** Keys that would fit the file: the records' own numbers, and what is unique among them. */
export function keyChoices(entity: AnyEntity, columns: readonly Column[], rights: ImportRights): string[] {
  const mapped = new Set(columns.flatMap(column => column.field ?? []))
  const sets = [['id'], ...uniqueSets(entity)]
  return sets
    .filter(set => set.every(name => mapped.has(name) && canBeKey(entity, rights, name)))
    .map(set => set.join('+'))
}
