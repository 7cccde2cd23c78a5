import { sql } from '@tenon/kernel/data/sql.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import type { NewRecord, Row } from '@tenon/kernel/entity/entity.ts'
import { schedule } from '@tenon/kernel/jobs/schedule.ts'
import { type Happened, on } from '@tenon/kernel/outbox/reaction.ts'
import { expand, issue, renew } from '../license/license.actions.ts'
import { license } from '../license/license.entity.ts'
import { licenseTerm } from '../license/term.entity.ts'
import { terminate } from '../license/termination.actions.ts'
import { cancelPurchase, refund } from '../purchase/purchase.actions.ts'
import { purchase } from '../purchase/purchase.entity.ts'
import { salesRep } from '../sales-rep/sales-rep.entity.ts'
import { revenueOf, sinceOf } from './revenue.rules.ts'
import { revenuePeriod } from './revenue-period.entity.ts'

type License = Row<typeof license>

/** The licence with which a chain of upgrades began. */
async function originOf(ctx: Ctx, { id, supersedes }: License): Promise<string> {
  return supersedes ? originOf(ctx, await ctx.get(license, supersedes)) : id
}

/**
 * The day on which termination was asked for ends what a terminated licence brings. What a licence replaced by another
 * brought goes on: it was paid for, and the successor's order came on top.
 */
async function endOf(ctx: Ctx, { id, status, terminationAskedOn }: License): Promise<string | null> {
  if (status !== 'terminated') return null
  const [successor] = await ctx.find(license, { supersedes: id })
  return successor ? null : terminationAskedOn
}

async function tellsApart(ctx: Ctx, record: License) {
  const { id, customer, product, edition, partner, salesRep: rep } = record
  const region = rep ? (await ctx.get(salesRep, rep)).region : null
  return { license: id, customer, product, edition, region, partner, salesRep: rep }
}

/** Brings the stretches of a licence in line with its terms and orders. Done twice, the second time changes nothing. */
export async function settleRevenue(ctx: Ctx, id: string): Promise<void> {
  const record = await ctx.get(license, id)
  const [terms, orders] = [await ctx.find(licenseTerm, { license: id }), await ctx.find(purchase, { license: id })]
  const wanted = revenueOf(terms, orders, await endOf(ctx, record))
  const origin = await originOf(ctx, record)
  const kept = await ctx.find(revenuePeriod, { origin })
  const own = kept.filter(one => one.license === id)
  const runs = [...kept.filter(one => one.license !== id), ...wanted]
  const shared = { origin, ...(await tellsApart(ctx, record)) }
  for (const one of wanted) await keep(ctx, own, { ...shared, ...one, since: sinceOf(one, runs) })
  for (const { id: stale, purchase: order } of own)
    if (!wanted.some(one => one.purchase === order)) await ctx.remove(revenuePeriod, stale)
}

type Wanted = NewRecord<typeof revenuePeriod>

async function keep(ctx: Ctx, own: readonly Row<typeof revenuePeriod>[], wanted: Wanted) {
  const known = own.find(one => one.purchase === wanted.purchase)
  if (!known) return void (await ctx.create(revenuePeriod, wanted))
  const { to, annual, since } = wanted
  if (known.to !== to || known.since !== since || known.annual.amount !== annual.amount)
    await ctx.update(revenuePeriod, known.id, { to, annual, since })
}

const ofLicense = ({ ctx, event }: { ctx: Ctx; event: Happened }) => settleRevenue(ctx, event.recordId)
const ofPurchase = async ({ ctx, event }: { ctx: Ctx; event: Happened }) =>
  settleRevenue(ctx, (await ctx.get(purchase, event.recordId)).license)

export const revenueReactions = [
  on(issue, 'licensing.revenueIssued', ofLicense),
  on(renew, 'licensing.revenueRenewed', ofLicense),
  on(expand, 'licensing.revenueExpanded', ofLicense),
  on(terminate, 'licensing.revenueTerminated', ofLicense),
  on(cancelPurchase, 'licensing.revenueCancelled', ofPurchase),
  on(refund, 'licensing.revenueRefunded', ofPurchase),
]

/** Licences with a paid term that no stretch was kept for: those from before stretches were, or whose event was lost. */
const unsettled = (ctx: Ctx) =>
  ctx.query<{ id: string }>(sql`select distinct term.license as id from licensing.license_term as term
    join licensing.purchase as bought on bought.tenant_id = term.tenant_id and bought.id = term.purchase
    where term.tenant_id = ${ctx.tenant.id} and term."to" is not null and bought.amount > 0
      and bought.status not in ('cancelled', 'refunded')
      and not exists (select from licensing.license as ended where ended.tenant_id = term.tenant_id
        and ended.id = term.license and ended.status = 'terminated' and ended.termination_asked_on <= term."from")
      and not exists (select from licensing.revenue_period as kept
        where kept.tenant_id = term.tenant_id and kept.purchase = term.purchase)
    limit 500`)

export async function settleUnsettled(ctx: Ctx): Promise<void> {
  for (const { id } of await unsettled(ctx)) await settleRevenue(ctx, id)
}

export const settleHourly = schedule('licensing.settleRevenue', '35 * * * *', settleUnsettled)
