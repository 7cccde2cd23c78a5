import { permissionOf } from '@tenon/kernel/access/permission.ts'
import { reachable, tableOf } from '@tenon/kernel/data/list.ts'
import { shapeOf, type Values } from '@tenon/kernel/data/shape.ts'
import { sql } from '@tenon/kernel/data/sql.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { AnyEntity } from '@tenon/kernel/entity/entity.ts'
import { titleOf } from '@tenon/kernel/operations/read.ts'

/** Those of the records that the caller may read, by id, each with the title it has for the caller. */
export async function readableById(
  work: Work,
  entity: AnyEntity,
  ids: readonly string[],
): Promise<Map<string, Values & { title: string }>> {
  const grants = work.actor.access.grants(permissionOf(entity, 'read'))
  if (grants.length === 0 || ids.length === 0) return new Map()
  const shape = shapeOf(entity, grants, 'list')
  const rows = await work.read(sql`select ${shape.select} from ${tableOf(entity)} as t
    where ${sql.join(reachable(entity, grants), sql` and `)} and t.id = any(${[...ids]}::uuid[])`)
  const records = rows.map(cells => shape.read(cells, work.today))
  return new Map(records.map(values => [values.id as string, { ...values, title: titleOf(entity, values) }]))
}
