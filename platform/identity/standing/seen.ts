import { fieldCondition, rowCondition } from '@tenon/kernel/access/scope.ts'
import { type RawBuilder, sql } from '@tenon/kernel/data/sql.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { AnyEntity } from '@tenon/kernel/entity/entity.ts'

/**
 * Where the rows of a table, under an alias, and these of their fields may be seen by whoever asks: for questions that
 * join several entities. False where none is.
 */
export function seen(work: Work, entity: AnyEntity, alias: string, fields: readonly string[]): RawBuilder<boolean> {
  const grants = work.actor.access.grants(`${entity.name}.list`)
  if (grants.length === 0) return sql<boolean>`false`
  const shown = fields.map(field => fieldCondition(entity, grants, field, alias))
  if (shown.includes('never')) return sql<boolean>`false`
  const conditions = [...shown, rowCondition(entity, grants, alias) ?? 'always'].filter(
    condition => typeof condition !== 'string',
  )
  return sql<boolean>`(${sql.ref(`${alias}.tenant_id`)} = ${work.tenant.id}
    and ${sql.ref(`${alias}.deleted_at`)} is null
    ${conditions.length ? sql`and ${sql.join(conditions, sql` and `)}` : sql``})`
}
