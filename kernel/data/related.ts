import type { Grant } from '../access/grant.ts'
import { permissionOf } from '../access/permission.ts'
import { fieldCondition, type Visibility } from '../access/scope.ts'
import { type AnyEntity, snake } from '../entity/entity.ts'
import type { AnyField, Fields } from '../fields/field.ts'
import { queryable } from './filter.ts'
import type { Asking } from './selection.ts'

/** `customer.name`: a field of the record that one reference leads to. */
interface Path {
  readonly name: string
  readonly entity: AnyEntity
  readonly field: string
  readonly known: AnyField
}
export interface Related {
  readonly reference: { readonly column: string; readonly seen: Visibility }
  readonly entity: AnyEntity
  readonly field: string
  /** What the caller may list of the other records, and of their fields. */
  readonly grants: readonly Grant[]
}

/** What a dotted name means by the declarations alone, one reference deep; undefined for anything else. */
export function pathOf(entity: AnyEntity, dotted: string): Path | undefined {
  const [name = '', field = '', ...deeper] = dotted.split('.')
  const target = (entity.fields as Fields)[name]?.kind.refersTo?.() as AnyEntity | undefined
  const known = target && !deeper.length ? queryable(target, field) : undefined
  return target && known ? { name, entity: target, field, known } : undefined
}

const kernelFields = new Set(['id', 'status', 'createdAt', 'updatedAt', 'createdBy'])

/**
 * What a dotted name means to this caller: undefined unless the reference may be seen here, and the field where its
 * records are listed. One may learn no more by it than by listing both.
 */
export function relatedOf({ entity, access, grants }: Asking, dotted: string): Related | undefined {
  const path = pathOf(entity, dotted)
  if (!path) return undefined
  const seen = fieldCondition(entity, grants, path.name, 't')
  const there = access.grants(permissionOf(path.entity, 'list'))
  const isHidden = !kernelFields.has(path.field) && fieldCondition(path.entity, there, path.field, 't') === 'never'
  if (seen === 'never' || there.length === 0 || isHidden) return undefined
  return { reference: { column: snake(path.name), seen }, entity: path.entity, field: path.field, grants: there }
}

/** An order tells of every row, so both the reference and the field must be open on each. */
export function isSortableRelated(asking: Asking, dotted: string): boolean {
  const related = relatedOf(asking, dotted)
  if (related?.reference.seen !== 'always') return false
  const { entity, grants, field } = related
  return kernelFields.has(field) || fieldCondition(entity, grants, field, 't') === 'always'
}
