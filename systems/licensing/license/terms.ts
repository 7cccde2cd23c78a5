import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import type { Row } from '@tenon/kernel/entity/entity.ts'
import type { license } from './license.entity.ts'
import { licenseTerm } from './term.entity.ts'

type Entitlement = Pick<Row<typeof license>, 'id' | 'authorizedUsers' | 'authorizedWorkspaces'>

/**
 * Adds the next term of a licence. The licence's row is locked by the action that calls this, so two renewals at once
 * come one after the other and never take the same number; the unique key refuses what should ever get round that.
 */
export async function addTerm(
  ctx: Ctx,
  entitled: Entitlement,
  term: { from: string; to: string | null; purchase: string | null },
): Promise<void> {
  const terms = await ctx.find(licenseTerm, { license: entitled.id })
  await ctx.create(licenseTerm, {
    license: entitled.id,
    seq: terms.length + 1,
    authorizedUsers: entitled.authorizedUsers,
    authorizedWorkspaces: entitled.authorizedWorkspaces,
    ...term,
  })
}
