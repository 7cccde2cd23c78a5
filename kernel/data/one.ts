import { LRUCache } from 'lru-cache'
import { type Access, require } from '../access/access.ts'
import type { Grant } from '../access/grant.ts'
import { permissionOf } from '../access/permission.ts'
import { fieldCondition, rowCondition, shownCondition } from '../access/scope.ts'
import { type AnyEntity, type Facet, fieldsOf } from '../entity/entity.ts'
import type { Fields } from '../fields/field.ts'
import { remember } from '../remember.ts'
import type { Statement } from './batch.ts'
import { filterConditions } from './filter.ts'
import { includesOf, type ListPlan, reachable, tableOf } from './list.ts'
import { readListQuery } from './list-query.ts'
import { type Shape, shapeOf } from './shape.ts'
import { compile, Slot, sql } from './sql.ts'

/** Reading one record, made ready once for everyone with the same rights. */
export interface OnePlan {
  readonly shape: Shape
  /** Every field it shows is shown on every row, so what was just written need not be read again. */
  readonly plain: boolean
  readonly include: ListPlan['include']
  statement(id: string): Statement
}
export type Params = Readonly<Record<string, unknown>>

const recordId = new Slot('record')

/** Shown as it is, or not at all, on every row alike. */
function isPlain(entity: AnyEntity, grants: readonly Grant[], name: string): boolean {
  const clear = fieldCondition(entity, grants, name, 't')
  return typeof clear === 'string' && clear === shownCondition(entity, grants, name, 't')
}

function makePlan(entity: AnyEntity, access: Access, params: Params, facet?: Facet<Fields>): OnePlan {
  const grants = require(access, permissionOf(entity, 'read'))
  const { include, fields } = readListQuery(entity, params)
  const shape = shapeOf(entity, grants, fields ?? 'all')
  const member = facet ? ([{ field: facet.field, operator: 'contains', text: facet.value }] as const) : []
  const where = [...reachable(entity, grants), ...filterConditions(entity, member, () => true, 't')]
  const compiled = compile(
    sql`select ${shape.select} from ${tableOf(entity)} as t where ${sql.join(where, sql` and `)} and t.id = ${recordId}::uuid`,
  )
  return {
    shape,
    plain:
      rowCondition(entity, grants, 't') === undefined &&
      fieldsOf(entity).every(([name]) => isPlain(entity, grants, name)),
    include: includesOf(entity, grants, include),
    statement: id => ({ text: compiled.text, values: compiled.values.map(value => (value === recordId ? id : value)) }),
  }
}

const plans = new LRUCache<string, OnePlan>({ max: 2000 })

/** Throws FORBIDDEN without the read permission and INVALID for what cannot be asked. */
export function onePlan(entity: AnyEntity, access: Access, params: Params = {}, facet?: Facet<Fields>): OnePlan {
  const key = `${entity.name}\n${facet?.value ?? ''}\n${access.key}\n${JSON.stringify(params)}`
  return remember<string, OnePlan>(plans, key, () => makePlan(entity, access, params, facet))
}
