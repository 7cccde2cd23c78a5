import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import { answering } from '@tenon/kernel/http/idempotency.ts'
import { json, type Route, route } from '@tenon/kernel/http/route.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { listRecords } from '@tenon/kernel/operations/read.ts'
import { runAction } from '@tenon/kernel/operations/run.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { z } from 'zod'
import { license } from '../license/license.entity.ts'
import { submitOrder } from '../partner-order/order.actions.ts'
import { licensesOf, renewing, termsOf } from './license-answer.ts'
import { requireOwn } from './me-routes.ts'
import { orderAnswer } from './order-answer.ts'
import { draftOrder } from './order-writing.ts'
import { listParams, listQuery, readOne } from './reading.ts'
import { listOf, order, portalLicense, term } from './shapes.ts'

/** Said to a partner and to a customer alike. */
export const renewalAsked = refusal('RENEWAL_ASKED', 409, {
  en: 'A renewal of {license} is already under way.',
  zh: '许可证 {license} 的续期已在办理中。',
})

const renewalBody = z.strictObject({
  months: z.int().min(1).max(60).default(12),
  poNo: z.string().trim().max(60).nullish(),
  note: z.string().max(4000).nullish(),
})
const tag = 'partner portal'

export const partnerLicenseRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/partners/licenses',
    operation: 'partners.licenses.list',
    summary: 'The licences that one’s own partner brought',
    tag,
    access: 'session',
    query: listQuery,
    replies: { 200: { description: 'One page', schema: listOf(portalLicense) } },
    async run({ session, query }) {
      const { data, page } = await listRecords(session, license, listParams(query, 'endsOn', { scope: 'partner' }))
      const { runtime, tenant, actor } = session
      return unitOfWork(runtime, tenant, actor, async work => json({ data: await licensesOf(ctxOf(work), data), page }))
    },
  }),
  route({
    method: 'GET',
    path: '/partners/licenses/{id}',
    operation: 'partners.licenses.get',
    summary: 'One of them with its terms',
    tag,
    access: 'session',
    errors: [404],
    replies: { 200: { description: 'The licence', schema: portalLicense.extend({ terms: z.array(term) }) } },
    run: ({ session: { runtime, tenant, actor }, params }) =>
      unitOfWork(runtime, tenant, actor, async work => {
        const found = await readOne(work, license, params.id)
        const [shown] = await licensesOf(ctxOf(work), [found])
        return json({ ...shown, terms: await termsOf(ctxOf(work), found.id) })
      }),
  }),
  route({
    method: 'POST',
    path: '/partners/licenses/{id}/renewal-request',
    operation: 'partners.licenses.requestRenewal',
    summary: 'Order the renewal of a licence: an order of its own, submitted at once',
    tag,
    access: 'session',
    body: renewalBody,
    errors: [404, 409],
    replies: { 201: { description: 'The order', schema: order } },
    run: call =>
      answering(call, async work => {
        await requireOwn(work)
        const { months, ...texts } = parseBody(renewalBody, call.body) as z.infer<typeof renewalBody>
        const { id: renews, code } = await readOne(work, license, call.params.id)
        if ((await renewing(ctxOf(work), [renews])).has(renews)) throw renewalAsked({ license: String(code) })
        const items = [{ kind: 'renewal' as const, renews, termMonths: months }]
        const { id } = await draftOrder(work, { ...texts, items })
        await runAction(work, submitOrder, id, {})
        return json(await orderAnswer(work, id), 201, { location: `/api/v1/partners/orders/${id}` })
      }),
  }),
]
