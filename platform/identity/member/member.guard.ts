import type { ReadCtx } from '@tenon/kernel/entity/ctx.ts'
import type { Guard } from '@tenon/kernel/entity/entity.ts'
import { isEverything } from '../role/grants.rules.ts'
import { requireAdministrator } from '../standing/administrators.ts'
import { linesOfRoles, refuseBeyondOwnRights } from '../standing/handing-out.ts'
import { refuseWiderReach, refuseWrongMemberships } from './memberships.guard.ts'
import { type Reached, type Recorded, reachedRoles } from './reached.ts'

const keyOf = ({ site, role, startsAt, until }: Reached) => `${site} ${role} ${startsAt} ${until}`

/** What one of the two brings and the other does not. A change of standing, such as reinstating, brings all of it anew. */
async function changeOf(ctx: Pick<ReadCtx, 'tenant' | 'query'>, before: Recorded, after: Recorded) {
  const isSame = before !== null && after !== null && before.status === after.status
  const [had, has] = [await reachedRoles(ctx, before), await reachedRoles(ctx, after)]
  const known = new Set(isSame ? had.map(keyOf) : [])
  const kept = new Set(has.map(keyOf))
  return {
    gained: has.filter(reached => !known.has(keyOf(reached))),
    lost: after === null ? [] : had.filter(reached => !kept.has(keyOf(reached))),
  }
}

/** Nobody hands out, through a member's record, more than they hold. */
export async function refuseBeyondOwn({ ctx, before, after }: Parameters<Guard>[0]): Promise<void> {
  await refuseWiderReach({ ctx, before, after })
  const { gained, lost } = await changeOf(ctx, before, after)
  await refuseBeyondOwnRights(ctx, after?.status === 'suspended' || after?.status === 'archived' ? [] : gained, lost)
}

async function isAdministrator(ctx: Pick<ReadCtx, 'tenant' | 'query'>, member: Recorded): Promise<boolean> {
  if (member?.status !== 'active') return false
  const lasting = (await reachedRoles(ctx, { roles: member.roles ?? [] })).filter(
    ({ site, startsAt, until }) => site === null && startsAt === null && until === null,
  )
  const lines = await linesOfRoles(
    ctx,
    lasting.map(({ role }) => role),
  )
  return [...lines.values()].flat().some(isEverything)
}

/** Nobody gives away what they do not hold, and the last administrator stays. */
export const guardMember: Guard = async write => {
  const { ctx, before, after } = write
  refuseWrongMemberships(after)
  await refuseBeyondOwn(write)
  if (before && (await isAdministrator(ctx, before)) && !(await isAdministrator(ctx, after)))
    await requireAdministrator(ctx, { besidesMember: String(before.id) })
}
