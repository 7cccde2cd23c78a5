import { reachable } from '@tenon/kernel/data/list.ts'
import { sql } from '@tenon/kernel/data/sql.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Catalog, Collection } from '@tenon/kernel/entity/catalog.ts'
import { answering } from '@tenon/kernel/http/idempotency.ts'
import { json, type Route, route } from '@tenon/kernel/http/route.ts'
import { z } from 'zod'
import { task } from '../task/task.entity.ts'
import { readAbout } from './about.ts'

const around = z.object({ comments: z.int(), files: z.int(), tasks: z.int(), starred: z.boolean() })

/** Open tasks about the record, under whichever of its addresses, that the caller may see. */
function tasksAbout(work: Work, catalog: Catalog, { entity }: Collection, id: string) {
  const grants = work.actor.access.grants(`${task.name}.list`)
  if (grants.length === 0) return sql`0`
  const paths = catalog.collections.filter(collection => collection.entity === entity).map(({ path }) => path)
  return sql`(select count(*) from workspace.task as t where ${sql.join(reachable(task, grants), sql` and `)}
    and t.about_id = ${id} and t.about_collection = any(${paths}::text[]) and t.status = 'open')`
}

async function countAround(work: Work, catalog: Catalog, collection: Collection, asked: string) {
  const { entity, id } = await readAbout(work, collection, asked)
  const of = (table: string) => sql`(select count(*) from ${sql.table(table)} as o where o.tenant_id = ${work.tenant.id}
    and o.about = ${entity.name} and o.about_id = ${id} and o.deleted_at is null)`
  const [cells] = await work.read(sql`select ${of('workspace.comment')}, ${of('workspace.file')},
    ${tasksAbout(work, catalog, collection, id)}, exists (select 1 from workspace.star s
      where s.tenant_id = ${work.tenant.id} and s.member_id = ${work.actor.memberId}::uuid
      and s.entity = ${entity.name} and s.record_id = ${id}::uuid)`)
  const [comments, files, tasks, starred] = cells ?? []
  return { comments: Number(comments), files: Number(files), tasks: Number(tasks), starred: starred === 't' }
}

/** What stands around a record: how much was said, kept and is to be done, and whether one starred it. */
export const aroundRoutes = (catalog: Catalog): Route[] =>
  catalog.collections.map(collection =>
    route({
      method: 'GET',
      path: `/${collection.path}/{id}/around`,
      operation: `${collection.path}.around`,
      summary: 'How many comments, files and open tasks there are about a record, and whether you starred it',
      tag: collection.path,
      access: 'session',
      provesSession: true,
      errors: [404],
      replies: { 200: { description: 'The numbers', schema: around } },
      run: call =>
        answering(call, async work => json(await countAround(work, catalog, collection, call.params.id as string))),
    }),
  )
