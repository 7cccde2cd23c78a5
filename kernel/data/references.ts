import { everything } from '../access/grant.ts'
import { permissionOf } from '../access/permission.ts'
import { type AnyEntity, fieldsOf } from '../entity/entity.ts'
import { reachable, tableOf } from './list.ts'
import type { Values } from './shape.ts'
import { compile, type RawBuilder, sql } from './sql.ts'
import type { Work } from './unit-of-work.ts'

type Target = { field: string; entity: AnyEntity; id: string; isOpen: boolean }

function targets(entity: AnyEntity, values: Values, prefix = ''): Target[] {
  return fieldsOf(entity).flatMap(([name, { kind }]) => {
    const value = values[name]
    if (value === undefined || value === null) return []
    const line = kind.lines?.() as AnyEntity | undefined
    if (line) return (value as Values[]).flatMap((row, i) => targets(line, row, `${prefix}${name}.${i}.`))
    const entity = kind.refersTo?.() as AnyEntity | undefined
    return entity ? [{ field: prefix + name, entity, id: value as string, isOpen: kind.isOpen ?? false }] : []
  })
}

function check(work: Work, { field, entity, id }: Target, restricted: boolean): RawBuilder<unknown> {
  const grants = restricted ? work.actor.access.grants(permissionOf(entity, 'read')) : []
  const rows =
    restricted && grants.length === 0 ? [sql<boolean>`false`] : reachable(entity, grants.length ? grants : everything)
  return sql`kernel.require_reference(exists (select 1 from ${tableOf(entity)} as t
    where ${sql.join(rows, sql` and `)} and t.id = ${id}::uuid), ${field})`
}

/**
 * Queues the check that every record pointed at lives in this tenant and, for a person, may be seen by that person: a
 * reference to anything else is refused exactly like one to a record that never was.
 */
export function requireReferences(work: Work, entity: AnyEntity, values: Values, restricted: boolean): void {
  const found = targets(entity, values)
  if (found.length === 0) return
  work.write(compile(sql`select ${sql.join(found.map(target => check(work, target, restricted && !target.isOpen)))}`))
}
