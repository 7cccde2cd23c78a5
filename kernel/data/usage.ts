import { type Reference, referencesTo } from '../entity/catalog.ts'
import type { AnyEntity } from '../entity/entity.ts'
import { snake } from '../entity/entity.ts'
import { kindWords, listed } from '../entity/words.ts'
import { inUse } from '../problem/refusals.ts'
import { tableOf } from './list.ts'
import { type RawBuilder, sql } from './sql.ts'
import type { Work } from './unit-of-work.ts'

/** Whether a living record points at this one through the field; child lines live with their parent. */
function points({ from, field, parent }: Reference, work: Work, id: string): RawBuilder<boolean> {
  const column = sql.ref(`r.${snake(field)}`)
  const owner = parent
    ? sql`join ${tableOf(parent)} as o on o.tenant_id = r.tenant_id and o.id = r.parent_id and o.deleted_at is null`
    : sql``
  const living = parent ? sql`` : sql`and r.deleted_at is null and r.id <> ${id}::uuid`
  return sql<boolean>`exists (select 1 from ${tableOf(from)} as r ${owner}
    where r.tenant_id = ${work.tenant.id} and ${column} = ${id}::uuid ${living})`
}

/** What was recorded once and for all tells of a record and does not need it. */
const isHistory = ({ from, parent }: Reference) => (parent ?? from).appendOnly === true

/** A record others still point at stays: removing a customer would leave its licences with nobody. Throws IN_USE. */
export async function refuseUsed(work: Work, entity: AnyEntity, id: string): Promise<void> {
  const references = referencesTo(entity).filter(reference => !isHistory(reference))
  if (references.length === 0) return
  const [cells = []] = await work.read(sql`select ${sql.join(references.map(r => points(r, work, id)))}`)
  const users = [...new Set(references.filter((_, i) => cells[i] === 't').map(({ from, parent }) => parent ?? from))]
  if (users.length) throw inUse(listed(users.map(kindWords)), { extra: { usedBy: users.map(({ path }) => path) } })
}
