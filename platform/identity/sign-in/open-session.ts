import type { Statement } from '@tenon/kernel/data/batch.ts'
import { translate } from '@tenon/kernel/data/pg-errors.ts'
import type { Entrant } from './entrant.ts'
import { noticePlace } from './new-place.ts'
import type { OpenIdentity } from './open.ts'
import { endSurplus, prolong } from './session.ts'
import { logSignIn } from './sign-in-log.ts'
import { newToken } from './token.ts'

export interface Entered {
  readonly token: string
  readonly expiresAt: Date
  readonly user: { readonly id: string; readonly name: string; readonly email: string }
}

const markUsed = ({ tenantId, memberId }: Entrant['membership']): Statement => ({
  text: 'update auth.membership set last_used_at = now() where tenant_id = $1 and member_id = $2',
  values: [tenantId, memberId],
})

async function createSession(identity: OpenIdentity, { user, membership, place }: Entrant) {
  const { internalAdapter } = await (await identity.auth()).$context
  const { tenantId, memberId } = membership
  const from = { ipAddress: place.address, userAgent: place.userAgent?.slice(0, 400) ?? '' }
  const wish = { ...from, token: newToken(), tenantId, memberId, siteId: null }
  return internalAdapter.createSession(user.id, false, wish, true)
}

/** As long and as many as the organisation allows. */
async function limit({ runtime: { pool } }: OpenIdentity, sessionId: string, { membership }: Entrant): Promise<Date> {
  const { tenantId, memberId } = membership
  const wanted = [prolong(sessionId), endSurplus(tenantId, memberId), markUsed(membership)]
  const [ends] = await pool.instance(wanted).catch(error => {
    throw translate(error)
  })
  return new Date(String(ends?.[0]?.[0]))
}

/** A session for somebody of whom nothing more is asked, recorded as a sign-in and told where the place is a new one. */
export async function openSession(identity: OpenIdentity, entrant: Entrant): Promise<Entered> {
  const { user, membership, method, place } = entrant
  const session = await createSession(identity, entrant)
  const expiresAt = await limit(identity, session.id, entrant)
  const { address, userAgent } = place
  const entry = { address, userAgent, identifier: user.email, method, userId: user.id, member: membership }
  await logSignIn(identity, { ...entry, outcome: 'success' })
  await noticePlace(identity, entrant)
  return { token: session.token, expiresAt, user }
}
