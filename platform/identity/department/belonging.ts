import { require } from '@tenon/kernel/access/access.ts'
import { sql } from '@tenon/kernel/data/sql.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import { json, route } from '@tenon/kernel/http/route.ts'
import { checkId, getRecord } from '@tenon/kernel/operations/read.ts'
import { z } from 'zod'
import { member } from '../member/member.entity.ts'
import { seen } from '../standing/seen.ts'
import { department } from './department.entity.ts'

const asked = z.strictObject({
  'page[size]': z.coerce.number().int().min(1).max(200).default(50),
  'page[number]': z.coerce.number().int().min(1).max(100_000).default(1),
})
const belonging = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  isHead: z.boolean(),
  isMain: z.boolean(),
})

/** Who belongs to a department itself: its heads first, then the others by name. */
async function belongingTo(work: Work, id: string, size: number, number: number) {
  const where = sql`a.tenant_id = ${work.tenant.id} and a.department = ${id}::uuid and m.status <> 'archived'
    and ${seen(work, member, 'm', ['name', 'status', 'departments'])}`
  const from = sql`identity.member_department a join identity.member m on m.tenant_id = a.tenant_id and m.id = a.parent_id`
  const [[total] = []] = await work.read(sql`select count(*) from ${from} where ${where}`)
  const rows = await work.read(sql`select m.id::text, m.name, m.status, a.is_head::text, a.is_main::text from ${from}
    where ${where} order by a.is_head desc, m.name, m.id limit ${size} offset ${(number - 1) * size}`)
  const data = rows.map(([member, name, status, isHead, isMain]) => ({
    id: member as string,
    name: name as string,
    status: status as string,
    isHead: isHead === 'true',
    isMain: isMain === 'true',
  }))
  return { data, page: { number, size, total: Number(total) } }
}

export const belongingRoute = route({
  method: 'GET',
  path: '/departments/{id}/members',
  operation: 'departments.members',
  summary: 'Who belongs to a department, heads first',
  tag: 'departments',
  access: 'session',
  provesSession: true,
  errors: [404],
  query: { 'page[size]': 'How many a page holds: 1 to 200, 50 unless told', 'page[number]': 'Which page, from 1' },
  replies: {
    200: {
      description: 'Those one may see',
      schema: z.object({
        data: z.array(belonging),
        page: z.object({ number: z.int(), size: z.int(), total: z.int() }),
      }),
    },
  },
  run: async ({ session, params, query }) => {
    const wish = parseBody(asked, query) as z.infer<typeof asked>
    const { runtime, tenant, actor } = session
    require(actor.access, 'identity.member.list')
    const { id } = await getRecord(session, department, checkId(String(params.id)))
    return json(
      await unitOfWork(runtime, tenant, actor, work =>
        belongingTo(work, String(id), wish['page[size]'], wish['page[number]']),
      ),
    )
  },
})
