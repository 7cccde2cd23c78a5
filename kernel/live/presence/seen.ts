import { require } from '../../access/access.ts'
import { isColleague } from '../../access/colleague.ts'
import type { Grant } from '../../access/grant.ts'
import { permissionOf } from '../../access/permission.ts'
import { fieldCondition } from '../../access/scope.ts'
import { reachable, tableOf } from '../../data/list.ts'
import { sql } from '../../data/sql.ts'
import type { Work } from '../../data/unit-of-work.ts'
import type { AnyEntity } from '../../entity/entity.ts'
import { notFound } from '../../problem/refusals.ts'

/** Throws NOT_FOUND for a record that the actor may not read, and for people from outside. */
export async function requireSeen(work: Work, entity: AnyEntity, id: string): Promise<readonly Grant[]> {
  const { access } = work.actor
  if (!isColleague(access) || !access.may(permissionOf(entity, 'read'))) throw notFound()
  const grants = require(access, permissionOf(entity, 'read'))
  const [cells] = await work.read(sql`select 1 from ${tableOf(entity)} as t
    where ${sql.join(reachable(entity, grants), sql` and `)} and t.id = ${id}::uuid`)
  if (!cells) throw notFound()
  return grants
}

/** Whether a field is one that the grants show on every row: of others nobody learns that they are being edited. */
export const isShown = (entity: AnyEntity, grants: readonly Grant[], field: string): boolean =>
  field in entity.fields && fieldCondition(entity, grants, field, 't') === 'always'
