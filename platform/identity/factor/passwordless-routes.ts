import { type Call, json, route } from '@tenon/kernel/http/route.ts'
import { z } from 'zod'
import { enteredReplies, enteredReply } from '../sign-in/entered.ts'
import { identityOf } from '../sign-in/open.ts'
import { bodyOf, ceremonyOptions, credential } from './factor-routes.ts'
import { requestOptions } from './passkey.ts'
import { enterWithPasskey } from './passwordless.ts'

const nothing = z.strictObject({})
const shownBody = z.strictObject({ assertion: credential, tenant: z.string().max(60).optional() })

async function options(call: Call) {
  bodyOf(nothing, call)
  return json(await requestOptions(identityOf(call.runtime), { purpose: 'passwordless', subject: '' }))
}

async function enter(call: Call) {
  const { assertion, tenant } = bodyOf(shownBody, call)
  return enteredReply(identityOf(call.runtime), await enterWithPasskey(call, assertion, tenant))
}

const tag = 'sign-in'
const access = 'public'

export const passwordlessRoutes = [
  route({
    method: 'POST',
    path: '/auth/passkey/options',
    operation: 'auth.passkeyOptions',
    summary: 'What the browser signs in with by a passkey the person chooses',
    tag,
    access,
    body: nothing,
    errors: [409],
    replies: { 200: { description: 'PublicKeyCredentialRequestOptions as JSON', schema: ceremonyOptions } },
    run: options,
  }),
  route({
    method: 'POST',
    path: '/auth/passkey',
    operation: 'auth.passkey',
    summary: 'Sign in with a passkey instead of a password',
    tag,
    access,
    body: shownBody,
    errors: [401, 409],
    replies: enteredReplies,
    run: enter,
  }),
]
