import { require } from '@tenon/kernel/access/access.ts'
import { rowCondition } from '@tenon/kernel/access/scope.ts'
import { sql } from '@tenon/kernel/data/sql.ts'
import { unitOfWork, type Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Row } from '@tenon/kernel/entity/entity.ts'
import { answering } from '@tenon/kernel/http/idempotency.ts'
import { json, type Route, route } from '@tenon/kernel/http/route.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { lockFor } from '@tenon/kernel/operations/write.ts'
import { z } from 'zod'
import { orderComment } from '../partner-order/comment.entity.ts'
import { partnerOrder } from '../partner-order/order.entity.ts'
import { say } from '../partner-order/say.ts'
import { bodyFor, readOne } from './reading.ts'
import { comment } from './shapes.ts'

const commentRight = 'licensing.partnerOrder.comment'
const body = z.strictObject({ text: z.string().trim().min(1).max(4000) })

interface Said {
  readonly id: string
  readonly text: string
  readonly authorName: string
  readonly byPartner: boolean
  readonly by: string | null
  readonly at: string
}
/** The comments of an order that this person may see, by the grants: what is internal is out of every partner's reach. */
async function saidAbout(work: Work, id: unknown) {
  const order = await readOne(work, partnerOrder, id)
  const seen = rowCondition(orderComment, require(work.actor.access, 'licensing.orderComment.read'), 't') ?? sql`true`
  const rows = await work.read(sql`select t.id, t.text, t.author_name, t.by_partner, t.created_by,
      to_char(t.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    from licensing.order_comment t where t.tenant_id = ${work.tenant.id} and t.deleted_at is null
      and t."order" = ${order.id}::uuid and ${seen} order by t.id limit 500`)
  return rows.map(([said, text, authorName, byPartner, by, at]) =>
    shown(work, { id: said, text, authorName, byPartner: byPartner === 't', by, at } as Said),
  )
}
const shown = (work: Work, { by, ...said }: Said) => ({ ...said, isMine: by !== null && by === work.actor.memberId })
const written = ({ id, text, authorName, byPartner, createdBy, createdAt }: Row<typeof orderComment>): Said => ({
  ...{ id, text, authorName, byPartner },
  by: createdBy,
  at: createdAt,
})

const tag = 'partner portal'
export const commentRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/partners/orders/{id}/comments',
    operation: 'partners.orders.comments',
    summary: 'What was said about an order, oldest first',
    tag,
    access: 'session',
    errors: [404],
    replies: { 200: { description: 'The comments', schema: z.object({ data: z.array(comment) }) } },
    run: ({ session: { runtime, tenant, actor }, params }) =>
      unitOfWork(runtime, tenant, actor, async work => json({ data: await saidAbout(work, params.id) })),
  }),
  route({
    method: 'POST',
    path: '/partners/orders/{id}/comments',
    operation: 'partners.orders.addComment',
    summary: 'Say something about an order',
    tag,
    access: 'session',
    body,
    errors: [404],
    replies: { 201: { description: 'The comment', schema: comment } },
    run: call =>
      answering(call, async work => {
        const { text } = bodyFor(work.actor, commentRight, body, call.body)
        const order = await lockFor(work, partnerOrder, String(call.params.id), commentRight)
        const said = await say(ctxOf(work), order as Pick<Row<typeof partnerOrder>, 'id' | 'partner' | 'orderNo'>, {
          text,
        })
        return json(shown(work, written(said)), 201)
      }),
  }),
]
