import { sql } from '@tenon/kernel/data/sql.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { lockTree } from '@tenon/kernel/derive/tree.ts'
import { updateRecord } from '@tenon/kernel/operations/write.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'
import { department } from './department.entity.ts'
import { type Ranked, rankBefore } from './rank.rules.ts'

export interface Move {
  /** Null for the top of the tree. */
  readonly parent: string | null
  /** The sibling it comes to stand before; the last of them when left out or null. */
  readonly before?: string | null | undefined
  readonly version?: number | undefined
}

async function siblingsOf(work: Work, id: string, parent: string | null): Promise<Ranked[]> {
  const under = parent === null ? sql`d.parent is null` : sql`d.parent = ${parent}::uuid`
  const rows = await work.read(sql`select d.id, d.rank from identity.department d
    where d.tenant_id = ${work.tenant.id} and d.deleted_at is null and ${under} and d.id <> ${id}::uuid
    order by d.rank, d.name, d.id`)
  return rows.map(([sibling, rank]) => ({ id: sibling as string, rank: Number(rank) }))
}

/**
 * Hangs a department, with all below it, under another one at a place among its new siblings. Siblings are renumbered
 * where there is no room between two of them: that is no change of theirs, so neither their version nor history tells it.
 */
export async function moveDepartment(work: Work, id: string, { parent, before, version }: Move) {
  work.write({ text: lockTree(department), values: [work.tenant.id] })
  const place = rankBefore(await siblingsOf(work, id, parent), before ?? null)
  if (!place) throw invalid({}, { fields: [{ field: 'before', code: 'REFERENCE_NOT_FOUND' }] })
  const moved = await updateRecord(work, department, id, { parent, rank: place.rank }, { version })
  if (place.renumbered.length)
    work.write({
      text: `update identity.department d set rank = v.rank from unnest($2::uuid[], $3::integer[]) as v (id, rank)
        where d.tenant_id = $1 and d.id = v.id and d.rank <> v.rank`,
      values: [work.tenant.id, place.renumbered.map(one => one.id), place.renumbered.map(one => one.rank)],
    })
  return moved
}
