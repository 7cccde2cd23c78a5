import { on } from '@tenon/kernel/outbox/reaction.ts'
import { expand } from '../license/license.actions.ts'
import { license } from '../license/license.entity.ts'
import { reviewChain } from './file-receipts.ts'
import { trust } from './installation.actions.ts'
import { installation } from './installation.entity.ts'
import { reconcile } from './reconcile.ts'
import { showUse } from './take-report.ts'

/** What an installation reported before anybody trusted it counts from then on. */
export const countTrusted = on(trust, 'licensing.countTrusted', async ({ ctx, event }) => {
  const trusted = await ctx.get(installation, event.recordId)
  const record = await ctx.get(license, trusted.license)
  await reviewChain(ctx, trusted)
  await showUse(ctx, record)
  await reconcile(ctx, record)
})

/** Seats that are bought later leave what ran before them due, and nothing after. */
export const endExceeded = on(expand, 'licensing.endExceeded', async ({ ctx, event }) => {
  await reconcile(ctx, await ctx.get(license, event.recordId))
})
