import { sql } from '@tenon/kernel/data/sql.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import { checkId } from '@tenon/kernel/operations/read.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'
import { collectionNamed, readAbout } from '../about/about.ts'
import { readableById } from '../about/readable.ts'
import { ownerOf } from '../own/own-key.ts'

const most = 500

export interface Star {
  readonly collection: string
  readonly id: string
  readonly title: string
  readonly status?: string
}

/** What the caller starred and may still see, the latest first. */
export async function starsOf(work: Work, catalog: Catalog): Promise<Star[]> {
  const rows = await work.read(sql`select entity, record_id, collection from workspace.star
    where tenant_id = ${work.tenant.id} and member_id = ${ownerOf(work)} order by at desc, record_id`)
  const byEntity = Map.groupBy(rows, ([entity]) => entity as string)
  const shown = new Map<string, Star>()
  for (const [name, stars] of byEntity) {
    const entity = catalog.entities.find(one => one.name === name)
    if (!entity) continue
    const records = await readableById(
      work,
      entity,
      stars.map(([, id]) => id as string),
    )
    for (const [, id, collection] of stars as [string, string, string][]) {
      const record = records.get(id)
      if (!record) continue
      const status = record.status === undefined ? {} : { status: record.status as string }
      shown.set(`${name} ${id}`, { collection, id, title: record.title, ...status })
    }
  }
  return rows.flatMap(([entity, id]) => shown.get(`${entity} ${id}`) ?? [])
}

/** Throws what the record's own address answers. */
export async function setStar(work: Work, catalog: Catalog, path: string, id: string): Promise<void> {
  const { entity, id: recordId } = await readAbout(work, collectionNamed(catalog, path), id)
  const [tenant, member] = [work.tenant.id, ownerOf(work)]
  const kept = await work.read(sql`insert into workspace.star (tenant_id, member_id, entity, record_id, collection, at)
    select ${tenant}::uuid, ${member}::uuid, ${entity.name}::text, ${recordId}::uuid, ${path}::text, ${work.now}::timestamptz
    where (select count(*) from workspace.star s where s.tenant_id = ${tenant} and s.member_id = ${member}
      and s.record_id <> ${recordId}) < ${most}
    on conflict (tenant_id, member_id, entity, record_id) do update set collection = excluded.collection returning 1`)
  if (kept.length === 0) throw invalid({}, { fields: [{ field: 'id', code: 'TOO_MANY', params: { maximum: most } }] })
}

/** Also for a record that may no longer be seen: whoever starred it can let go of it. */
export function clearStar(work: Work, catalog: Catalog, path: string, id: string): void {
  const { entity } = collectionNamed(catalog, path)
  work.write({
    text: 'delete from workspace.star where tenant_id = $1 and member_id = $2 and entity = $3 and record_id = $4',
    values: [work.tenant.id, ownerOf(work), entity.name, checkId(id)],
  })
}
