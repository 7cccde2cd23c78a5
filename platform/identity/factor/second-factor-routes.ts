import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { type Call, json, route } from '@tenon/kernel/http/route.ts'
import { Problem } from '@tenon/kernel/problem/problem.ts'
import { z } from 'zod'
import { recordDeed } from '../people/deed.ts'
import { meetChallenge, readChallenge } from '../sign-in/challenge.ts'
import { enteredReplies, enteredReply } from '../sign-in/entered.ts'
import type { Entrant } from '../sign-in/entrant.ts'
import { identityOf } from '../sign-in/open.ts'
import { logSignIn } from '../sign-in/sign-in-log.ts'
import { enteringAs, placeOf } from './entering.ts'
import { tellOwner } from './factor.mail.ts'
import { bodyOf, ceremonyOptions, credential } from './factor-routes.ts'
import { requestOptions } from './passkey.ts'
import { trustDevice } from './trusted-device.ts'
import { requireFactor, type Shown } from './verify-factor.ts'

export const challenge = z.string().min(20).max(100)
const challengeBody = z.strictObject({ challenge })
const code = z.string().min(1).max(40)
const trust = z.boolean().optional()
const shownBody = z.discriminatedUnion('kind', [
  z.strictObject({ challenge, kind: z.literal('totp'), code, trustDevice: trust }),
  z.strictObject({ challenge, kind: z.literal('recovery'), code, trustDevice: trust }),
  z.strictObject({ challenge, kind: z.literal('passkey'), assertion: credential, trustDevice: trust }),
])

/** Records a refused proof, so that the organisation sees that somebody knew the password. */
async function required(call: Call, entrant: Entrant, shown: Shown): Promise<void> {
  const identity = identityOf(call.runtime)
  const { user, membership, method } = entrant
  try {
    await requireFactor(identity, { userId: user.id, address: call.address }, shown)
  } catch (error) {
    const reason = error instanceof Problem ? error.code : 'INTERNAL'
    const whose = { identifier: user.email, userId: user.id, member: membership, method }
    await logSignIn(identity, { ...placeOf(call), ...whose, outcome: 'failure', reason })
    throw error
  }
}

/** The browser is told, and what is worth knowing later stands in the person's history. */
async function remember(call: Call, entrant: Entrant, { kind, trusts }: { kind: Shown['kind']; trusts: boolean }) {
  if (kind !== 'recovery' && !trusts) return
  const { runtime, tenant, actor, user } = await enteringAs(entrant, call)
  const { baseUrl } = identityOf(runtime)
  const trusted = trusts ? trustDevice(entrant.user.id, baseUrl, placeOf(call)) : undefined
  await unitOfWork(runtime, tenant, actor, async work => {
    const { memberId } = entrant.membership
    if (kind === 'recovery') {
      recordDeed(work, { memberId, act: 'useRecoveryCode' })
      tellOwner(work, user, 'recovered')
    }
    if (trusted) recordDeed(work, { memberId, act: 'trustDevice' })
    for (const statement of trusted?.statements ?? []) work.write(statement)
  })
  if (trusted) call.reply.header('set-cookie', trusted.cookie)
}

async function show(call: Call) {
  const identity = identityOf(call.runtime)
  const { challenge, trustDevice: trusts = false, ...shown } = bodyOf(shownBody, call)
  const read = await readChallenge(identity, challenge, 'second-factor', placeOf(call))
  await required(call, read.entrant, shown)
  await remember(call, read.entrant, { kind: shown.kind, trusts })
  return enteredReply(identity, await meetChallenge(identity, challenge, 'second-factor', read))
}

async function options(call: Call) {
  const identity = identityOf(call.runtime)
  const { challenge } = bodyOf(challengeBody, call)
  const { entrant } = await readChallenge(identity, challenge, 'second-factor', placeOf(call))
  return json(await requestOptions(identity, { purpose: 'second-factor', subject: entrant.user.id }))
}

const tag = 'sign-in'
const access = 'public'

export const secondFactorRoutes = [
  route({
    method: 'POST',
    path: '/auth/second-factor',
    operation: 'auth.secondFactor',
    summary:
      'Go on signing in with a code, a recovery code or a passkey; `trustDevice` spares this browser for 30 days',
    tag,
    access,
    body: shownBody,
    errors: [401],
    replies: enteredReplies,
    run: show,
  }),
  route({
    method: 'POST',
    path: '/auth/second-factor/options',
    operation: 'auth.secondFactorOptions',
    summary: 'What the browser proves one of the person’s passkeys with',
    tag,
    access,
    body: challengeBody,
    errors: [401, 409],
    replies: { 200: { description: 'PublicKeyCredentialRequestOptions as JSON', schema: ceremonyOptions } },
    run: options,
  }),
]
