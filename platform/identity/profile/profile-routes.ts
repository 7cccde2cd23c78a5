import { changeRecord, lockRecord } from '@tenon/kernel/data/records.ts'
import type { Values } from '@tenon/kernel/data/shape.ts'
import { unitOfWork, type Work } from '@tenon/kernel/data/unit-of-work.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import { json, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { z } from 'zod'
import { member } from '../member/member.entity.ts'
import { who } from '../sign-in/routes.ts'

const { phone } = member.fields
const body = z.strictObject({
  name: z.string().trim().min(1).max(100).optional(),
  phone: phone.kind.schema.nullable().optional(),
})
type Wish = z.infer<typeof body>

const placesOf = ({ tenant }: Work, memberId: unknown) => ({
  text: `select coalesce((select json_agg(json_build_object('id', d.id, 'name', d.name, 'isMain', m.is_main, 'isHead', m.is_head)
        order by m.position) from identity.member_department m join identity.department d
        on d.tenant_id = m.tenant_id and d.id = m.department and d.deleted_at is null
      where m.tenant_id = $1 and m.parent_id = $2), '[]')::text,
    coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name, 'isDeputy', m.is_deputy)
        order by m.position) from identity.member_position m join identity.position p
        on p.tenant_id = m.tenant_id and p.id = m.post and p.deleted_at is null
      where m.tenant_id = $1 and m.parent_id = $2), '[]')::text`,
  values: [tenant.id, memberId],
})

/** What the organisation knows of the person who asks; the name is the account's, the same in every organisation. */
async function shown(work: Work, record: Values, name: string) {
  const [cells = []] = await work.read(placesOf(work, record.id))
  const [departments, positions] = cells.map(cell => JSON.parse(cell as string))
  const { id, email, employeeNumber } = record
  return { id, name, email, phone: record.phone, employeeNumber, departments, positions }
}

const own = (call: SessionCall, act: (work: Work, record: Values) => Promise<unknown>) => {
  const { runtime, tenant, actor } = call.session
  return unitOfWork(runtime, tenant, actor, async work => {
    const { record } = await lockRecord(work, member, String(actor.memberId))
    return json(await act(work, record))
  })
}

async function read(call: SessionCall) {
  who(call)
  return own(call, (work, record) => shown(work, record, call.session.actor.name))
}

async function change(call: SessionCall) {
  const { userId } = who(call)
  const wish = parseBody(body, call.body) as Wish
  return own(call, async (work, record) => {
    const { name = call.session.actor.name } = wish
    if (wish.name !== undefined)
      work.write({ text: 'update auth."user" set name = $2, updated_at = now() where id = $1', values: [userId, name] })
    const change = { act: 'editProfile', event: 'updated' }
    const changed = changeRecord(work, member, record, wish, change, { restricted: false })
    return shown(work, changed, name)
  })
}

const named = { id: z.string(), name: z.string() }
const profile = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  employeeNumber: z.string().nullable(),
  departments: z.array(z.object({ ...named, isMain: z.boolean(), isHead: z.boolean() })),
  positions: z.array(z.object({ ...named, isDeputy: z.boolean() })),
})
const tag = 'user'

export const profileRoutes = [
  route({
    method: 'GET',
    path: '/user/profile',
    operation: 'user.profile',
    summary: 'What this organisation knows of the person who is signed in',
    tag,
    access: 'session',
    replies: { 200: { description: 'The profile', schema: profile } },
    run: read,
  }),
  route({
    method: 'PATCH',
    path: '/user/profile',
    operation: 'user.changeProfile',
    summary: 'Change one’s own name and telephone number',
    tag,
    access: 'session',
    body,
    replies: { 200: { description: 'The profile as it is now', schema: profile } },
    run: change,
  }),
]
