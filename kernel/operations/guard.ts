import type { Values } from '../data/shape.ts'
import { type RawBuilder, sql } from '../data/sql.ts'
import type { Work } from '../data/unit-of-work.ts'
import type { AnyEntity, Guard } from '../entity/entity.ts'

/** What a guard may ask of the transaction it stands in. */
export function questionsOf(work: Work): Parameters<Guard>[0]['ctx'] {
  const query = async <R>(statement: RawBuilder<R>) => {
    const rows = await work.read(sql`select to_jsonb(q)::text from (${statement}) as q`)
    return rows.map(([cell]) => JSON.parse(cell as string) as R)
  }
  return { tenant: work.tenant, actor: work.actor, query }
}

/** Asks the entity's own guard, if it has one, whether a person may turn `before` into `after`. */
export async function askGuard(
  work: Work,
  entity: AnyEntity,
  before: Values | null,
  after: Values | null,
): Promise<void> {
  await entity.guard?.({ ctx: questionsOf(work), before, after })
}
