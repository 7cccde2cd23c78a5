import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import type { Row } from '@tenon/kernel/entity/entity.ts'
import { license } from '../license/license.entity.ts'
import { partner } from '../partner/partner.entity.ts'
import { purchase } from '../purchase/purchase.entity.ts'
import { reverse } from './commission.actions.ts'
import { commission, commissionRate } from './commission.entity.ts'
import { commissionOf, type Earner, earnsCommission, negated, rateFor, type Tier } from './commission.rules.ts'

type Purchase = Row<typeof purchase>
interface Beneficiary {
  readonly earner: Earner
  readonly id: string
  readonly tier: Tier | null
}

/** Who sold the licence, and the partner who brought it where that one is paid by commission. */
async function beneficiaries(ctx: Ctx, { license: id }: Purchase): Promise<Beneficiary[]> {
  const { salesRep, partner: by } = await ctx.get(license, id)
  const seller = salesRep ? [{ earner: 'salesRep', id: salesRep, tier: null } as const] : []
  if (!by) return seller
  const { tier, types } = await ctx.get(partner, by)
  return earnsCommission(types) ? [...seller, { earner: 'partner', id: by, tier }] : seller
}

/** A purchase was paid: everyone with a share in it earns it, once. */
export async function accrue(ctx: Ctx, purchaseId: string): Promise<void> {
  const bought = await ctx.get(purchase, purchaseId)
  const [rates, known] = [await ctx.find(commissionRate, {}), await ctx.find(commission, { purchase: bought.id })]
  if (bought.status !== 'paid' || known.length) return
  for (const { earner, id, tier } of await beneficiaries(ctx, bought)) {
    const rate = rateFor(rates, { earner, kind: bought.kind, tier })
    const amount = rate === null ? null : commissionOf(bought.amount, rate)
    if (rate === null || !amount || Number(amount.amount) === 0) continue
    await ctx.create(commission, {
      ...{ earner, purchase: bought.id, base: bought.amount, rate, amount, [earner]: id },
      accruedOn: bought.paidOn ?? ctx.today,
      dedupeKey: `${bought.id}/${earner}/earned`,
    })
  }
}

type Commission = Row<typeof commission>

async function takeBack(ctx: Ctx, paid: Commission, reason: string) {
  const { id, earner, salesRep, partner: by, base, rate, amount } = paid
  const dedupeKey = `${paid.purchase}/${earner}/taken back`
  if ((await ctx.find(commission, { dedupeKey })).length) return
  await ctx.create(commission, {
    ...{ earner, salesRep, partner: by, purchase: paid.purchase, rate, reason, dedupeKey, reverses: id },
    base: negated(base),
    amount: negated(amount),
    accruedOn: ctx.today,
  })
}

/** A purchase was refunded: what was not paid out yet falls away, what was is taken back by a row of its own. */
export async function takeBackCommissions(ctx: Ctx, purchaseId: string): Promise<void> {
  const { no } = await ctx.get(purchase, purchaseId)
  const earned = (await ctx.find(commission, { purchase: purchaseId })).filter(({ reverses }) => reverses === null)
  for (const one of earned) {
    if (one.status === 'paid') await takeBack(ctx, one, no)
    else if (one.status !== 'reversed') await ctx.run(reverse, one.id, { reason: no })
  }
}
