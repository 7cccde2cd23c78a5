import type { AnyAction } from '@tenon/kernel/entity/action.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import { type Happened, on } from '@tenon/kernel/outbox/reaction.ts'
import * as licenseActions from '../license/license.actions.ts'
import { terminate } from '../license/termination.actions.ts'
import { cancelPurchase, recordPayment } from '../purchase/purchase.actions.ts'
import { purchase } from '../purchase/purchase.entity.ts'
import { judgeLicenses } from './judge.ts'

const { activate, expand, expire, enterGrace, reinstate, renew, reportUsage, suspend, upgrade } = licenseActions

/** What changes the reasons for an alert: nobody is to wait for the next hour to see that a renewed licence is safe. */
const ofLicenses = [activate, enterGrace, expire, expand, reinstate, renew, reportUsage, suspend, terminate, upgrade]
const ofPurchases = [recordPayment, cancelPurchase]

const nameOf = ({ entity, name }: AnyAction) => `licensing.judgeOn.${entity.noun}.${name}`

/** An event tells what changed alone, and the licence of a purchase never does. */
const judgeIts = async ({ ctx, event }: { ctx: Ctx; event: Happened }) =>
  judgeLicenses(ctx, (await ctx.get(purchase, event.recordId)).license)

export const judgeAtOnce = [
  ...ofLicenses.map(act => on(act, nameOf(act), ({ ctx, event }) => judgeLicenses(ctx, event.recordId))),
  ...ofPurchases.map(act => on(act, nameOf(act), judgeIts)),
]
