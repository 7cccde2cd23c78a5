import { type RawBuilder, Slot, sql } from '../data/sql.ts'
import { type AnyEntity, snake } from '../entity/entity.ts'
import type { AnyField, EntityRef } from '../fields/field.ts'
import type { Grant, Scope } from './grant.ts'

type Condition = RawBuilder<boolean>

/** What a scope's last field is compared with. */
const endpoint: Readonly<Record<string, Slot>> = { site: new Slot('site'), own: new Slot('member') }

const tableOf = (entity: EntityRef) => sql.table(`${entity.table.schema}.${entity.table.name}`)

/** A path such as `engineers.engineer.member` as nested EXISTS: a line list joins by its parent, a reference by its id. */
function along(entity: AnyEntity, path: readonly string[], alias: string, slot: Slot, depth = 0): Condition {
  const [name = '', ...rest] = path
  const field = (entity.fields as Record<string, AnyField>)[name]
  const column = sql.ref(`${alias}.${snake(name)}`)
  if (rest.length === 0) return sql<boolean>`${column} = ${slot}::uuid`
  const line = field?.kind.lines?.()
  const target = (line ?? field?.kind.refersTo?.()) as AnyEntity | undefined
  if (!target) throw new Error(`${entity.name}.${name} leads nowhere, so no scope can pass through it`)
  const next = `${alias}_${depth}`
  const join = line
    ? sql`${sql.ref(`${next}.parent_id`)} = ${sql.ref(`${alias}.id`)}`
    : sql`${sql.ref(`${next}.id`)} = ${column}`
  return sql<boolean>`exists (select 1 from ${tableOf(target)} as ${sql.id(next)}
    where ${sql.ref(`${next}.tenant_id`)} = ${sql.ref(`${alias}.tenant_id`)} and ${join}
    and ${along(target, rest, next, slot, depth + 1)})`
}

function scopeCondition(entity: AnyEntity, scope: Scope, alias: string): Condition {
  if (scope === 'tenant') return sql<boolean>`true`
  const path = entity.scopes?.[scope]
  if (!path) return sql<boolean>`false` // a scope this entity does not know reaches none of its rows
  return along(entity, path.split('.'), alias, endpoint[scope] ?? new Slot('member'))
}

/** The rows that any of the grants reaches; undefined when that is all of them. */
export function rowCondition(entity: AnyEntity, grants: readonly Grant[], alias: string): Condition | undefined {
  const scopes = new Set(grants.map(grant => grant.scope))
  if (scopes.has('tenant')) return undefined
  if (scopes.size === 0) return sql<boolean>`false`
  return sql<boolean>`(${sql.join(
    [...scopes].map(scope => scopeCondition(entity, scope, alias)),
    sql` or `,
  )})`
}

/** Whether a field may be seen: never, always where the row is seen, or only on rows that meet a condition. */
export function fieldCondition(
  entity: AnyEntity,
  grants: readonly Grant[],
  field: string,
  alias: string,
): 'never' | 'always' | Condition {
  const giving = grants.filter(grant => grant.fields === null || grant.fields.includes(field))
  if (giving.length === 0) return 'never'
  const scopes = new Set(giving.map(grant => grant.scope))
  if (scopes.has('tenant') || scopes.size === new Set(grants.map(grant => grant.scope)).size) return 'always'
  return rowCondition(entity, giving, alias) ?? 'always'
}
