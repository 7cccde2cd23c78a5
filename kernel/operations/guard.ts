import type { AnyEntity } from '../entity/entity.ts'
import type { Values } from '../data/shape.ts'
import { type RawBuilder, sql } from '../data/sql.ts'
import type { Work } from '../data/unit-of-work.ts'

/** Asks the entity's own guard, if it has one, whether a person may turn `before` into `after`. */
export async function askGuard(work: Work, entity: AnyEntity, before: Values | null, after: Values | null): Promise<void> {
  if (!entity.guard) return
  const query = async <R>(statement: RawBuilder<R>) => {
    const rows = await work.read(sql`select to_jsonb(q)::text from (${statement}) as q`)
    return rows.map(([cell]) => JSON.parse(cell as string) as R)
  }
  await entity.guard({ ctx: { tenant: work.tenant, actor: work.actor, query }, before, after })
}
