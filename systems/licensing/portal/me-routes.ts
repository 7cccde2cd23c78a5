import type { Values } from '@tenon/kernel/data/shape.ts'
import { sql } from '@tenon/kernel/data/sql.ts'
import { unitOfWork, type Work } from '@tenon/kernel/data/unit-of-work.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import { answering } from '@tenon/kernel/http/idempotency.ts'
import { json, type Route, route } from '@tenon/kernel/http/route.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { applyUpdate } from '@tenon/kernel/operations/write.ts'
import { notFound } from '@tenon/kernel/problem/refusals.ts'
import { z } from 'zod'
import { partner } from '../partner/partner.entity.ts'
import { ownPartner } from '../partner/speaker.ts'
import { mayNotOrder } from '../partner-order/order.refusals.ts'
import { ordering } from '../partner-order/order.rules.ts'
import { readOne } from './reading.ts'

const manager = z.object({ name: z.string(), email: z.string().nullable(), phone: z.string().nullable() })
const me = z.object({
  id: z.string(),
  version: z.int(),
  name: z.string(),
  status: z.string(),
  types: z.array(z.string()),
  tier: z.string(),
  region: z.string().nullable(),
  discountPercent: z.string(),
  contactName: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  agreementNo: z.string().nullable(),
  agreementEndsOn: z.string().nullable(),
  manager: manager.nullable(),
  role: z.string(),
  canOrder: z.boolean(),
  people: z.array(z.object({ name: z.string(), role: z.string() })),
  currency: z.string(),
})
const contactBody = z.strictObject({
  contactName: z.string().max(100).nullish(),
  email: z.string().max(254).nullish(),
  phone: z.string().max(40).nullish(),
  address: z.string().max(300).nullish(),
  version: z.int().min(1).optional(),
})

/** The partner that whoever asks speaks for. Throws NOT_FOUND for everyone else. */
export async function requireOwn(work: Work) {
  const own = await ownPartner(ctxOf(work))
  if (!own) throw notFound()
  return own
}

interface Around {
  readonly manager: { readonly name: string; readonly email: string | null; readonly phone: string | null } | null
  readonly people: { readonly name: string; readonly role: string }[] | null
}
/** Whoever looks after the partner, and its own people: both are there for each of them to turn to. */
async function around(work: Work, id: string): Promise<Around> {
  const { tenant, query } = ctxOf(work)
  const [found] = await query<Around>(sql`select
      (select jsonb_build_object('name', r.name, 'email', r.email, 'phone', r.phone) from licensing.sales_rep r
        where r.tenant_id = p.tenant_id and r.id = p.manager) as manager,
      (select jsonb_agg(jsonb_build_object('name', m.name, 'role', u.role) order by u.position)
        from licensing.partner_user u join identity.member m on m.tenant_id = u.tenant_id and m.id = u.member
        where u.tenant_id = p.tenant_id and u.parent_id = p.id) as people
    from licensing.partner p where p.tenant_id = ${tenant.id} and p.id = ${id}::uuid`)
  return found as Around
}

async function answer(work: Work) {
  const { id, role, status } = await requireOwn(work)
  const { users: _, company: __, manager: ___, note: ____, ...shown } = (await readOne(work, partner, id)) as Values
  const { createdAt: _____, createdBy: ______, updatedAt: _______, ...plain } = shown
  const { manager: lookedAfterBy, people } = await around(work, id)
  const canOrder = ordering.includes(role) && status === 'active'
  return { ...plain, manager: lookedAfterBy, role, canOrder, people: people ?? [], currency: work.tenant.currency }
}

const tag = 'partner portal'
const replies = { 200: { description: 'The partner', schema: me } }

export const meRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/partners/me',
    operation: 'partners.me',
    summary: 'The partner one speaks for',
    tag,
    access: 'session',
    errors: [404],
    replies,
    run: ({ session: { runtime, tenant, actor } }) =>
      unitOfWork(runtime, tenant, actor, async work => json(await answer(work))),
  }),
  route({
    method: 'PUT',
    path: '/partners/me',
    operation: 'partners.updateMe',
    summary: 'Change one’s own partner’s contact data; what is left out stays',
    tag,
    access: 'session',
    body: contactBody,
    errors: [404, 409],
    replies,
    run: call =>
      answering(call, async work => {
        const { id, role } = await requireOwn(work)
        if (!ordering.includes(role)) throw mayNotOrder()
        await applyUpdate(work, partner, id, parseBody(contactBody, call.body))
        return json(await answer(work))
      }),
  }),
]
