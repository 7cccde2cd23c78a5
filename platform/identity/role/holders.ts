import { require } from '@tenon/kernel/access/access.ts'
import { type RawBuilder, sql } from '@tenon/kernel/data/sql.ts'
import { unitOfWork, type Work } from '@tenon/kernel/data/unit-of-work.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import { json, route } from '@tenon/kernel/http/route.ts'
import { checkId, getRecord } from '@tenon/kernel/operations/read.ts'
import { z } from 'zod'
import { department } from '../department/department.entity.ts'
import { member } from '../member/member.entity.ts'
import { position } from '../position/position.entity.ts'
import { site } from '../site/site.entity.ts'
import { seen } from '../standing/seen.ts'
import { role } from './role.entity.ts'

const asked = z.strictObject({
  'page[size]': z.coerce.number().int().min(1).max(200).default(50),
  'page[number]': z.coerce.number().int().min(1).max(100_000).default(1),
})
const named = z.object({ id: z.string(), name: z.string().nullable() })
const holder = z.object({
  member: named.extend({ status: z.string() }),
  via: z.object({
    kind: z.enum(['direct', 'department', 'position', 'emergency']),
    id: z.string().nullable(),
    name: z.string().nullable(),
  }),
  site: named.nullable(),
  startsAt: z.string().nullable(),
  endsAt: z.string().nullable(),
  /** Whether it gives its rights now: the person is active, the time is right, and it does not sleep. */
  inForce: z.boolean(),
})

/** Every way in which somebody has the role: given to them, to their department, or to their position. */
const held = (work: Work, id: string): RawBuilder<unknown> => sql`
  select a.parent_id as member, case when a.is_emergency then 'emergency' else 'direct' end as kind,
    null::uuid as via, null::text as via_name, a.site, a.starts_at, a.ends_at
    from identity.member_role a where a.tenant_id = ${work.tenant.id} and a.role = ${id}::uuid
  union all
  select b.parent_id, 'department', d.id,
    case when ${seen(work, department, 'd', ['name'])} then d.name end, d.site, null, null
    from identity.department_role r
    join identity.department d on d.tenant_id = r.tenant_id and d.id = r.parent_id and d.deleted_at is null
    join identity.member_department b on b.tenant_id = d.tenant_id and b.department = d.id
    where r.tenant_id = ${work.tenant.id} and r.role = ${id}::uuid
  union all
  select h.parent_id, 'position', p.id,
    case when ${seen(work, position, 'p', ['name'])} then p.name end, d.site, h.starts_at, h.ends_at
    from identity.position_role r
    join identity.position p on p.tenant_id = r.tenant_id and p.id = r.parent_id and p.deleted_at is null
    join identity.department d on d.tenant_id = p.tenant_id and d.id = p.department and d.deleted_at is null
    join identity.member_position h on h.tenant_id = p.tenant_id and h.post = p.id
    where r.tenant_id = ${work.tenant.id} and r.role = ${id}::uuid`

const isNow = (work: Work) => sql`(h.starts_at is null or h.starts_at <= ${work.now}::timestamptz)
  and (h.ends_at is null or h.ends_at > ${work.now}::timestamptz) and h.kind <> 'emergency' and m.status = 'active'`
const instant = (cell: string | null | undefined) => (cell ? new Date(cell).toISOString() : null)

async function holdersOf(work: Work, id: string, size: number, number: number) {
  const fields = ['name', 'status', 'roles', 'departments', 'positions']
  const from = sql`(${held(work, id)}) as h join identity.member m on m.tenant_id = ${work.tenant.id} and m.id = h.member
    where ${seen(work, member, 'm', fields)} and m.status <> 'archived'`
  const [[total] = []] = await work.read(sql`select count(*) from ${from}`)
  const rows = await work.read(sql`select m.id::text, m.name, m.status, h.kind, h.via::text, h.via_name, h.site::text,
      (select s.name from identity.site s where s.id = h.site and ${seen(work, site, 's', ['name'])}),
      h.starts_at::text, h.ends_at::text, (${isNow(work)})::text
    from ${from} order by m.name, m.id, h.kind limit ${size} offset ${(number - 1) * size}`)
  const data = rows.map(([who, name, status, kind, via, viaName, at, atName, startsAt, endsAt, inForce]) => ({
    member: { id: who as string, name: name as string, status: status as string },
    via: { kind, id: via ?? null, name: viaName ?? null },
    site: at ? { id: at, name: atName ?? null } : null,
    startsAt: instant(startsAt),
    endsAt: instant(endsAt),
    inForce: inForce === 'true',
  }))
  return { data, page: { number, size, total: Number(total) } }
}

export const holdersRoute = route({
  method: 'GET',
  path: '/roles/{id}/holders',
  operation: 'roles.holders',
  summary: 'Who has a role, by what, where and until when',
  tag: 'roles',
  access: 'session',
  provesSession: true,
  errors: [404],
  query: { 'page[size]': 'How many a page holds: 1 to 200, 50 unless told', 'page[number]': 'Which page, from 1' },
  replies: {
    200: {
      description: 'Those one may see; somebody who has it in several ways comes up once for each',
      schema: z.object({
        data: z.array(holder),
        page: z.object({ number: z.int(), size: z.int(), total: z.int() }),
      }),
    },
  },
  run: async ({ session, params, query }) => {
    const wish = parseBody(asked, query) as z.infer<typeof asked>
    const { runtime, tenant, actor } = session
    require(actor.access, 'identity.member.list')
    const { id } = await getRecord(session, role, checkId(String(params.id)))
    return json(
      await unitOfWork(runtime, tenant, actor, work =>
        holdersOf(work, String(id), wish['page[size]'], wish['page[number]']),
      ),
    )
  },
})
