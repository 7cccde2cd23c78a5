import { type Call, json, type Reply, route } from '@tenon/kernel/http/route.ts'
import { z } from 'zod'
import { meetChallenge, readChallenge } from '../sign-in/challenge.ts'
import { entered, enteredReply } from '../sign-in/entered.ts'
import { identityOf } from '../sign-in/open.ts'
import { addPasskey, beginEnrolment, confirmEnrolment, type Enrolling } from './enrol.ts'
import { enteringAs, placeOf } from './entering.ts'
import { bodyOf, ceremonyOptions, codeBody, enrolment, passkeyBody } from './factor-routes.ts'
import { registrationOptions } from './passkey.ts'
import { challenge } from './second-factor-routes.ts'

const challengeBody = z.strictObject({ challenge })
const confirmBody = codeBody.extend({ challenge })
const savedBody = passkeyBody.extend({ challenge })

/** A factor that somebody must set up to come in is their first: the password alone replaces none. */
async function enrolling(call: Call, challenge: string) {
  const read = await readChallenge(identityOf(call.runtime), challenge, 'enrolment', placeOf(call))
  const whose: Enrolling = { ...(await enteringAs(read.entrant, call)), isFirst: true }
  return { read, whose }
}

async function begin(call: Call) {
  const { whose } = await enrolling(call, bodyOf(challengeBody, call).challenge)
  return json(await beginEnrolment(identityOf(call.runtime), whose))
}
async function beginPasskey(call: Call) {
  const { whose } = await enrolling(call, bodyOf(challengeBody, call).challenge)
  return json(await registrationOptions(identityOf(call.runtime), whose.user))
}

type Finish = (whose: Enrolling) => Promise<string[]>

async function finish(call: Call, challenge: string, enrol: Finish): Promise<Reply> {
  const identity = identityOf(call.runtime)
  const { read, whose } = await enrolling(call, challenge)
  const recoveryCodes = await enrol(whose)
  const reply = enteredReply(identity, await meetChallenge(identity, challenge, 'enrolment', read))
  return { ...reply, json: { ...(reply.json as object), recoveryCodes } }
}

function confirm(call: Call) {
  const { challenge, code } = bodyOf(confirmBody, call)
  return finish(call, challenge, whose => confirmEnrolment(whose, code))
}
function savePasskey(call: Call) {
  const { challenge, ...wish } = bodyOf(savedBody, call)
  return finish(call, challenge, whose => addPasskey(identityOf(call.runtime), whose, wish))
}

const tag = 'sign-in'
const access = 'public'
const enrolled = entered.extend({ recoveryCodes: z.array(z.string()) })
const replies = { 200: { description: 'Signed in, with recovery codes told this once', schema: enrolled } }

export const enrolmentRoutes = [
  route({
    method: 'POST',
    path: '/auth/second-factor/enrol',
    operation: 'auth.beginEnrolment',
    summary: 'Begin the set-up of the authenticator app that the organisation asks for',
    tag,
    access,
    body: challengeBody,
    errors: [401],
    replies: { 200: { description: 'The secret, once, also as a link for a QR code', schema: enrolment } },
    run: begin,
  }),
  route({
    method: 'POST',
    path: '/auth/second-factor/enrol/confirm',
    operation: 'auth.confirmEnrolment',
    summary: 'Finish the set-up with the first code and go on signing in',
    tag,
    access,
    body: confirmBody,
    errors: [401, 409],
    replies,
    run: confirm,
  }),
  route({
    method: 'POST',
    path: '/auth/second-factor/enrol/passkey/options',
    operation: 'auth.beginPasskeyEnrolment',
    summary: 'What the browser makes the passkey from that the organisation asks for',
    tag,
    access,
    body: challengeBody,
    errors: [401, 409],
    replies: { 200: { description: 'PublicKeyCredentialCreationOptions as JSON', schema: ceremonyOptions } },
    run: beginPasskey,
  }),
  route({
    method: 'POST',
    path: '/auth/second-factor/enrol/passkey',
    operation: 'auth.enrolPasskey',
    summary: 'Keep the passkey the browser has made and go on signing in',
    tag,
    access,
    body: savedBody,
    errors: [401, 409],
    replies,
    run: savePasskey,
  }),
]
