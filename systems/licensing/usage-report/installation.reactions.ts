import { on } from '@tenon/kernel/outbox/reaction.ts'
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
