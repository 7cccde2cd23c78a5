import { sql } from '@tenon/kernel/data/sql.ts'
import { unitOfWork, type Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Row } from '@tenon/kernel/entity/entity.ts'
import { json, type Route, route } from '@tenon/kernel/http/route.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { z } from 'zod'
import { licensePrice } from '../price/price.entity.ts'
import { discounted, priceOf } from '../price/price.rules.ts'
import { requireOwn } from './me-routes.ts'
import { money, named } from './shapes.ts'

const price = z.object({ edition: z.string(), fromQuantity: z.int(), listPrice: money, price: money })
const offered = named.extend({
  model: z.string(),
  durationDays: z.int().nullable(),
  graceDays: z.int(),
  prices: z.array(price),
})
const reply = z.object({
  discountPercent: z.string(),
  currency: z.string(),
  data: z.array(named.extend({ code: z.string(), url: z.string().nullable(), policies: z.array(offered) })),
})

interface Policy {
  readonly id: string
  readonly name: string
  readonly model: string
  readonly durationDays: number | null
  readonly graceDays: number
  readonly product: string
  readonly productName: string
  readonly code: string
  readonly url: string | null
}
const policiesOf = (work: Work) =>
  ctxOf(work).query<Policy>(sql`select p.id, p.name, p.model, p.duration_days as "durationDays",
      p.grace_days as "graceDays", p.product, r.name as "productName", r.code, r.url
    from licensing.policy p join licensing.product r on r.tenant_id = p.tenant_id and r.id = p.product
    where p.tenant_id = ${work.tenant.id} and p.deleted_at is null and r.deleted_at is null
    order by r.name, p.name limit 500`)

type Price = Row<typeof licensePrice>

/** What each quantity of each edition costs under a policy: one step for every quantity from which the price changes. */
function stepsOf(
  prices: readonly Price[],
  { id }: Policy,
  terms: { today: string; currency: string; discountPercent: string },
) {
  const { discountPercent, ...when } = terms
  const places = prices.map(({ edition, fromQuantity }) => ({ edition, fromQuantity }))
  const steps = places.flatMap(({ edition, fromQuantity }) => {
    const found = priceOf(prices, { policy: id, edition, quantity: fromQuantity, ...when })
    if (!found) return []
    const listPrice = found.unitPrice
    return [{ edition, fromQuantity, listPrice, price: discounted(listPrice, discountPercent) }]
  })
  const distinct = new Map(steps.map(step => [`${step.edition} ${step.fromQuantity}`, step]))
  return [...distinct.values()].toSorted(
    (a, b) => a.edition.localeCompare(b.edition) || a.fromQuantity - b.fromQuantity,
  )
}

async function priceList(work: Work) {
  const { discountPercent } = await requireOwn(work)
  const { currency } = work.tenant
  const terms = { discountPercent, currency, today: work.today }
  const data = new Map<string, { policies: object[] } & Record<string, unknown>>()
  for (const policy of await policiesOf(work)) {
    const prices = stepsOf(await ctxOf(work).find(licensePrice, { product: policy.product }), policy, terms)
    if (prices.length === 0) continue
    const { id, name, model, durationDays, graceDays, product, productName, code, url } = policy
    const known = data.get(product) ?? { id: product, name: productName, code, url, policies: [] }
    known.policies.push({ id, name, model, durationDays, graceDays, prices })
    data.set(product, known)
  }
  return { discountPercent, currency, data: [...data.values()] }
}

export const productRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/partners/products',
    operation: 'partners.products',
    summary: 'What one’s own partner can order, with the list price and what it pays',
    tag: 'partner portal',
    access: 'session',
    errors: [404],
    replies: { 200: { description: 'The price list', schema: reply } },
    run: ({ session: { runtime, tenant, actor } }) =>
      unitOfWork(runtime, tenant, actor, async work => json(await priceList(work))),
  }),
]
