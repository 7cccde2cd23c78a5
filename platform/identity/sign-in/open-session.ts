import type { Entrant } from './entrant.ts'
import type { OpenIdentity } from './open.ts'
import { logSignIn } from './sign-in-log.ts'
import { newToken } from './token.ts'

export interface Entered {
  readonly token: string
  readonly expiresAt: Date
  readonly user: { readonly id: string; readonly name: string; readonly email: string }
}

/** A session for somebody of whom nothing more is asked, recorded as a sign-in. */
export async function openSession(identity: OpenIdentity, { user, membership, method, place }: Entrant) {
  const { internalAdapter } = await (await identity.auth()).$context
  const { tenantId, memberId } = membership
  const from = { ipAddress: place.address, userAgent: place.userAgent?.slice(0, 400) ?? '' }
  const wish = { ...from, token: newToken(), tenantId, memberId, siteId: null }
  const session = await internalAdapter.createSession(user.id, false, wish, true)
  const entry = { ...place, identifier: user.email, method, userId: user.id, member: { tenantId, memberId } }
  await logSignIn(identity, { ...entry, outcome: 'success' })
  const entered: Entered = { token: session.token, expiresAt: session.expiresAt, user }
  return entered
}
