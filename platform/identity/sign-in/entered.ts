import { json, type Reply } from '@tenon/kernel/http/route.ts'
import { z } from 'zod'
import { sessionCookie } from './cookie.ts'
import type { OpenIdentity } from './open.ts'
import type { Entered } from './open-session.ts'

export const user = z.object({ id: z.string(), name: z.string(), email: z.string() })
export const entered = z.object({
  accessToken: z.string(),
  tokenType: z.literal('Bearer'),
  expiresAt: z.string(),
  user,
})

/** What every way of signing in answers with: the token, and the same as a cookie. */
export function enteredReply({ baseUrl }: OpenIdentity, session: Entered): Reply {
  const reply = { accessToken: session.token, tokenType: 'Bearer', expiresAt: session.expiresAt, user: session.user }
  return json(reply, 200, { 'set-cookie': sessionCookie(baseUrl, session.token) })
}
export const enteredReplies = {
  200: { description: 'The token, once; the same also as an HttpOnly cookie', schema: entered },
} as const
