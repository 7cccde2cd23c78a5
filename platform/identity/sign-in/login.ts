import { parseBody } from '@tenon/kernel/derive/zod.ts'
import type { Call, Reply } from '@tenon/kernel/http/route.ts'
import { z } from 'zod'
import { deviceToken } from '../factor/trusted-device.ts'
import { enteredReply } from './entered.ts'
import { identityOf } from './open.ts'
import { type Attempt, signIn } from './sign-in.ts'

/** What a sign-in with a password asks for. */
export const credentials = z.strictObject({
  identifier: z.string().min(1).max(254),
  password: z.string().min(1).max(1000),
  tenant: z.string().max(60).optional(),
})

/** Signs in with a password; `among` for an entrance that leads to some places only. The body is held against `credentials`. */
export async function login({ body, runtime, address, request }: Call, among?: Attempt['among']): Promise<Reply> {
  const identity = identityOf(runtime)
  const wish = parseBody(credentials, body) as z.infer<typeof credentials>
  const userAgent = request.headers['user-agent']
  const trustedDevice = deviceToken(request.headers, identity.baseUrl)
  return enteredReply(identity, await signIn(identity, { ...wish, address, userAgent, trustedDevice, among }))
}
