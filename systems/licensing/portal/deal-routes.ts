import type { Values } from '@tenon/kernel/data/shape.ts'
import { unitOfWork, type Work } from '@tenon/kernel/data/unit-of-work.ts'
import { answering } from '@tenon/kernel/http/idempotency.ts'
import { json, type Route, route } from '@tenon/kernel/http/route.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { listRecords } from '@tenon/kernel/operations/read.ts'
import { runAction } from '@tenon/kernel/operations/run.ts'
import { createRecord } from '@tenon/kernel/operations/write.ts'
import { z } from 'zod'
import { withdrawDeal } from '../deal-registration/deal.actions.ts'
import { dealRegistration } from '../deal-registration/deal.entity.ts'
import { domainOf } from '../deal-registration/deal.rules.ts'
import { tellKeeper } from '../partner/tell.ts'
import { refuseToOrder } from '../partner-order/may-order.ts'
import { requireOwn } from './me-routes.ts'
import { namedBy, namesOf } from './names.ts'
import { bodyFor, listParams, listQuery, readOne } from './reading.ts'
import { deal, listOf, money } from './shapes.ts'

const body = z.strictObject({
  prospect: z.string().trim().min(1).max(200),
  domain: z.string().max(300),
  product: z.uuid().nullish(),
  amount: money.nullish(),
  expectedOn: z.string().nullish(),
  note: z.string().max(4000).nullish(),
})
const shownFields = [
  ...['id', 'version', 'regNo', 'prospect', 'domain', 'amount', 'expectedOn', 'note', 'status', 'protectedUntil'],
  ...['reason', 'createdAt'],
]

async function dealsOf(work: Work, deals: readonly Values[]) {
  const products = await namesOf(
    ctxOf(work),
    'products',
    deals.map(({ product }) => product),
  )
  return deals.map(values => ({
    ...Object.fromEntries(shownFields.map(field => [field, values[field] ?? null])),
    product: namedBy(products, values.product),
  }))
}
const answer = async (work: Work, id: unknown) => (await dealsOf(work, [await readOne(work, dealRegistration, id)]))[0]

async function register(work: Work, wish: z.infer<typeof body>) {
  const own = await requireOwn(work)
  refuseToOrder(own)
  const values = { ...wish, domain: domainOf(wish.domain) ?? wish.domain, partner: own.id }
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined)
  const created = await createRecord(work, dealRegistration, Object.fromEntries(given))
  await tellKeeper(ctxOf(work), own.manager, {
    kind: 'dealRegistered',
    params: { partner: own.name, prospect: wish.prospect },
    link: { collection: 'deal_registrations', id: created.id as string },
  })
  return created
}

const tag = 'partner portal'
const path = '/partners/deal_registrations'
export const dealRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path,
    operation: 'partners.deals.list',
    summary: 'The deals one’s own partner registered',
    tag,
    access: 'session',
    query: listQuery,
    replies: { 200: { description: 'One page', schema: listOf(deal) } },
    async run({ session, query }) {
      const { data, page } = await listRecords(session, dealRegistration, listParams(query, '-createdAt'))
      const { runtime, tenant, actor } = session
      return unitOfWork(runtime, tenant, actor, async work => json({ data: await dealsOf(work, data), page }))
    },
  }),
  route({
    method: 'POST',
    path,
    operation: 'partners.deals.create',
    summary: 'Register a prospect; refused while the same domain is registered by anybody',
    tag,
    access: 'session',
    body,
    errors: [404, 409],
    replies: { 201: { description: 'The registration', schema: deal } },
    run: call =>
      answering(call, async work => {
        const { id } = await register(work, bodyFor(work.actor, 'licensing.dealRegistration.create', body, call.body))
        return json(await answer(work, id), 201, { location: `/api/v1${path}/${id}` })
      }),
  }),
  route({
    method: 'GET',
    path: `${path}/{id}`,
    operation: 'partners.deals.get',
    summary: 'One of them',
    tag,
    access: 'session',
    errors: [404],
    replies: { 200: { description: 'The registration', schema: deal } },
    run: ({ session: { runtime, tenant, actor }, params }) =>
      unitOfWork(runtime, tenant, actor, async work => json(await answer(work, params.id))),
  }),
  route({
    method: 'POST',
    path: `${path}/{id}/withdraw`,
    operation: 'partners.deals.withdraw',
    summary: 'Give a registration up',
    tag,
    access: 'session',
    errors: [404, 409],
    replies: { 200: { description: 'The registration as it is now', schema: deal } },
    run: call =>
      answering(call, async work => {
        await runAction(work, withdrawDeal, String(call.params.id), {})
        return json(await answer(work, call.params.id))
      }),
  }),
]
