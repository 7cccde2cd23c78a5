import type { Statement } from '@tenon/kernel/data/batch.ts'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import { json, noContent, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { notFound } from '@tenon/kernel/problem/refusals.ts'
import { z } from 'zod'
import { recordDeed } from '../people/deed.ts'
import { identityOf } from '../sign-in/open.ts'
import { who } from '../sign-in/routes.ts'
import { confirmOwner } from './confirm-owner.ts'
import { addPasskey, beginEnrolment, confirmEnrolment, type Enrolling } from './enrol.ts'
import { tellOwner } from './factor.mail.ts'
import { dropRest, type Factor, lockFactors, readFactors } from './factor-store.ts'
import { registrationOptions } from './passkey.ts'
import { countCodes, newCodes, storeCodes } from './recovery.ts'
import { rowsOf } from './rows.ts'

const noFactor = refusal('NO_SECOND_FACTOR', 409, {
  en: 'Set up an authenticator app or a passkey first.',
  zh: '请先设置验证器应用或通行密钥。',
})

export const password = z.string().min(1).max(1000).optional()
const passwordBody = z.strictObject({ password })
export const codeBody = z.strictObject({ code: z.string().min(1).max(20) })
export const credential = z.looseObject({
  id: z.string().min(1).max(2000),
  rawId: z.string().max(2000),
  type: z.literal('public-key'),
  response: z.looseObject({}),
})
export const passkeyBody = z.strictObject({ name: z.string().trim().min(1).max(100), attestation: credential })

export const bodyOf = <T extends z.ZodType<object>>(schema: T, { body }: { readonly body: unknown }) =>
  parseBody(schema as unknown as z.ZodObject, body) as z.infer<T>

function enrolling(call: SessionCall): Enrolling {
  const { userId, email } = who(call)
  const { runtime, tenant, actor } = call.session
  return { runtime, tenant, actor, user: { id: userId, name: actor.name, email } }
}

async function list(call: SessionCall) {
  const { userId } = who(call)
  const [left, all] = (await rowsOf(call.runtime, countCodes(userId)))[0] ?? []
  return json({
    data: await readFactors(call.runtime, userId),
    recoveryCodes: { left: Number(left), all: Number(all) },
  })
}

async function beginTotp(call: SessionCall) {
  await confirmOwner(call, bodyOf(passwordBody, call).password)
  return json(await beginEnrolment(identityOf(call.runtime), enrolling(call)))
}
async function confirmTotp(call: SessionCall) {
  const { code } = bodyOf(codeBody, call)
  return json({ recoveryCodes: await confirmEnrolment(enrolling(call), code) })
}

async function beginPasskey(call: SessionCall) {
  await confirmOwner(call, bodyOf(passwordBody, call).password)
  const { runtime } = call
  return json(await registrationOptions({ runtime, baseUrl: identityOf(runtime).baseUrl }, enrolling(call).user))
}
async function savePasskey(call: SessionCall) {
  const wish = bodyOf(passkeyBody, call)
  return json({ recoveryCodes: await addPasskey(identityOf(call.runtime), enrolling(call), wish) }, 201)
}

const removeFactor = ({ id, kind }: Factor): Statement => ({
  text: `delete from auth.${kind} where id = $1`,
  values: [id],
})

async function remove(call: SessionCall) {
  await confirmOwner(call, bodyOf(passwordBody, call).password)
  const { userId, email } = who(call)
  const { runtime, tenant, actor } = call.session
  await unitOfWork(runtime, tenant, actor, async work => {
    const factors = await lockFactors(work, userId)
    const factor = factors.find(({ id }) => id === call.params.id)
    if (!factor) throw notFound()
    work.write(removeFactor(factor))
    if (factors.length === 1) dropRest(work, userId)
    const before = { kind: factor.kind, name: factor.name }
    recordDeed(work, { memberId: String(actor.memberId), act: 'removeFactor', before })
    tellOwner(work, { name: actor.name, email }, 'removed')
  })
  return noContent()
}

async function renewCodes(call: SessionCall) {
  await confirmOwner(call, bodyOf(passwordBody, call).password)
  const { userId, email } = who(call)
  const { runtime, tenant, actor } = call.session
  const recoveryCodes = newCodes()
  await unitOfWork(runtime, tenant, actor, async work => {
    if ((await lockFactors(work, userId)).length === 0) throw noFactor()
    for (const statement of storeCodes(userId, recoveryCodes)) work.write(statement)
    recordDeed(work, { memberId: String(actor.memberId), act: 'renewRecoveryCodes' })
    tellOwner(work, { name: actor.name, email }, 'renewed')
  })
  return json({ recoveryCodes })
}

const tag = 'sign-in'
const access = 'session'
const codes = z.object({ recoveryCodes: z.array(z.string()) })
const codesOnce = 'Recovery codes, told this once; none when an earlier set still holds'
export const enrolment = z.object({ secret: z.string(), uri: z.string() })
export const ceremonyOptions = z.looseObject({ challenge: z.string() })
const factor = z.object({
  id: z.uuid(),
  kind: z.enum(['totp', 'passkey']),
  name: z.string().nullable(),
  isSynced: z.boolean(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
})
const counted = z.object({ left: z.int(), all: z.int() })

export const factorRoutes = [
  route({
    method: 'GET',
    path: '/user/factors',
    operation: 'factors.list',
    summary: 'What one’s sign-in is proved with beside the password',
    tag,
    access,
    replies: {
      200: { description: 'Factors', schema: z.object({ data: z.array(factor), recoveryCodes: counted }) },
    },
    run: list,
  }),
  route({
    method: 'POST',
    path: '/user/factors/totp',
    operation: 'factors.beginTotp',
    summary: 'Begin the set-up of an authenticator app; confirmed with the password',
    tag,
    access,
    body: passwordBody,
    errors: [409],
    replies: { 200: { description: 'The secret, once, also as a link for a QR code', schema: enrolment } },
    run: beginTotp,
  }),
  route({
    method: 'POST',
    path: '/user/factors/totp/confirm',
    operation: 'factors.confirmTotp',
    summary: 'Finish the set-up of an authenticator app with its first code',
    tag,
    access,
    body: codeBody,
    errors: [409],
    replies: { 200: { description: codesOnce, schema: codes } },
    run: confirmTotp,
  }),
  route({
    method: 'DELETE',
    path: '/user/factors/{id}',
    operation: 'factors.remove',
    summary: 'Remove a factor; confirmed with the password',
    tag,
    access,
    body: passwordBody,
    errors: [404, 409],
    replies: { 204: { description: 'Removed; with the last one also the recovery codes and trusted devices' } },
    run: remove,
  }),
  route({
    method: 'POST',
    path: '/user/factors/recovery-codes',
    operation: 'factors.renewRecoveryCodes',
    summary: 'A new set of recovery codes; confirmed with the password',
    tag,
    access,
    body: passwordBody,
    errors: [409],
    replies: { 200: { description: 'Ten codes, told this once; earlier ones no longer count', schema: codes } },
    run: renewCodes,
  }),
  route({
    method: 'POST',
    path: '/user/passkeys/options',
    operation: 'passkeys.begin',
    summary: 'What the browser makes a passkey from; confirmed with the password',
    tag,
    access,
    body: passwordBody,
    errors: [409],
    replies: { 200: { description: 'PublicKeyCredentialCreationOptions as JSON', schema: ceremonyOptions } },
    run: beginPasskey,
  }),
  route({
    method: 'POST',
    path: '/user/passkeys',
    operation: 'passkeys.create',
    summary: 'Keep the passkey a browser has made',
    tag,
    access,
    body: passkeyBody,
    errors: [409],
    replies: { 201: { description: codesOnce, schema: codes } },
    run: savePasskey,
  }),
]
