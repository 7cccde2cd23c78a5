import { isIP } from 'node:net'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Runtime } from '@tenon/kernel/data/unit-of-work.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { keepChallenge, type Question, spendChallenge } from './ceremony.ts'
import { advance, type NewPasskey, type Passkey, passkeyBy, passkeysOf, toPasskey } from './passkey-store.ts'
import { rowsOf, send } from './rows.ts'

export const wrongPasskey = refusal('WRONG_PASSKEY', 401, {
  en: 'This passkey was not accepted.',
  zh: '通行密钥未通过验证。',
})
const badRegistration = refusal('PASSKEY_NOT_MADE', 422, {
  en: 'The passkey could not be set up. Begin again.',
  zh: '通行密钥设置失败，请重新开始。',
})
const noHostName = refusal('PASSKEYS_NEED_A_HOST_NAME', 409, {
  en: 'Passkeys work under a host name over HTTPS, or at http://localhost, and this server is set to {address}. Whoever runs it can change APP_BASE_URL.',
  zh: '通行密钥需要通过 HTTPS 域名或 http://localhost 访问，当前服务地址为 {address}；请由运维人员修改 APP_BASE_URL。',
})

/** EdDSA, ES256, RS256: what authenticators in use can sign with. */
const supportedAlgorithmIDs = [-8, -7, -257]

/** Read when the first passkey is used, not at start. */
const webauthn = () => import('@simplewebauthn/server')

/** Who a passkey is for: the configured address alone, whatever a request claims to be addressed to. */
function partyAt(baseUrl: string) {
  const { hostname, origin, protocol } = new URL(baseUrl)
  const isSecure = protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost')
  if (!isSecure || isIP(hostname.replace(/^\[|\]$/g, ''))) throw noHostName({ address: origin })
  return { rpID: hostname, origin }
}
interface Place {
  readonly runtime: Runtime
  readonly baseUrl: string
}
interface Owner {
  readonly id: string
  readonly name: string
  readonly email: string
}

const known = (keys: readonly Passkey[]) =>
  keys.map(({ credentialId, transports }) => ({ id: credentialId, transports: [...transports] }))
const keysOf = async (runtime: Runtime, userId: string) => (await rowsOf(runtime, passkeysOf(userId))).map(toPasskey)

/** What a browser is asked to make a passkey from. Throws PASSKEYS_NEED_A_HOST_NAME. */
export async function registrationOptions({ runtime, baseUrl }: Place, owner: Owner) {
  const { rpID } = partyAt(baseUrl)
  const options = await (await webauthn()).generateRegistrationOptions({
    rpID,
    rpName: 'Tenon',
    userID: Uint8Array.from(Buffer.from(owner.id)),
    userName: owner.email,
    userDisplayName: owner.name,
    excludeCredentials: known(await keysOf(runtime, owner.id)),
    supportedAlgorithmIDs,
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  })
  await send(runtime, keepChallenge(options.challenge, { purpose: 'register', subject: owner.id }))
  return options
}

/** The passkey a browser has made for this account. Throws PASSKEY_NOT_MADE. */
export async function readRegistration(
  { runtime, baseUrl }: Place,
  userId: string,
  attestation: unknown,
): Promise<Omit<NewPasskey, 'name'>> {
  const { rpID, origin } = partyAt(baseUrl)
  const { verifyRegistrationResponse } = await webauthn()
  const { registrationInfo } = await verifyRegistrationResponse({
    response: attestation as RegistrationResponseJSON,
    expectedChallenge: challenge => spendChallenge(runtime, challenge, { purpose: 'register', subject: userId }),
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: false,
    supportedAlgorithmIDs,
  }).catch(cause => {
    throw badRegistration({}, { cause })
  })
  if (!registrationInfo) throw badRegistration()
  const { credential, credentialBackedUp: isSynced } = registrationInfo
  const { id: credentialId, publicKey, counter, transports = [] } = credential
  return {
    userId,
    credentialId,
    publicKey: Buffer.from(publicKey).toString('base64url'),
    counter,
    transports,
    isSynced,
  }
}

/** What a browser is asked to prove a passkey with: one of this account's, or whichever the person chooses. */
export async function requestOptions({ runtime, baseUrl }: Place, question: Question) {
  const { rpID } = partyAt(baseUrl)
  const isSecond = question.purpose === 'second-factor'
  const options = await (await webauthn()).generateAuthenticationOptions({
    rpID,
    allowCredentials: isSecond ? known(await keysOf(runtime, question.subject)) : [],
    userVerification: isSecond ? 'preferred' : 'required',
  })
  await send(runtime, keepChallenge(options.challenge, question))
  return options
}

async function verify({ runtime, baseUrl }: Place, key: Passkey, question: Question, assertion: unknown) {
  const { rpID, origin } = partyAt(baseUrl)
  const { verifyAuthenticationResponse } = await webauthn()
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: assertion as AuthenticationResponseJSON,
    expectedChallenge: challenge => spendChallenge(runtime, challenge, question),
    expectedOrigin: origin,
    expectedRPID: rpID,
    credential: {
      id: key.credentialId,
      publicKey: Uint8Array.from(Buffer.from(key.publicKey, 'base64url')),
      counter: key.counter,
    },
    // Alone it must also tell that it was its owner who used it; beside a password it is the second proof.
    requireUserVerification: question.purpose === 'passwordless',
  })
  return verified ? authenticationInfo.newCounter : undefined
}

/** The passkey that answers the question, its use now recorded. Throws WRONG_PASSKEY for every reason alike. */
export async function readAssertion(place: Place, question: Question, assertion: { id: string }): Promise<Passkey> {
  const [row] = await rowsOf(place.runtime, passkeyBy(assertion.id))
  const key = row && toPasskey(row)
  if (!key || (question.purpose === 'second-factor' && key.userId !== question.subject)) throw wrongPasskey()
  const counter = await verify(place, key, question, assertion).catch(cause => {
    throw wrongPasskey({}, { cause })
  })
  if (counter === undefined) throw wrongPasskey()
  if ((await rowsOf(place.runtime, advance(key, counter))).length === 0) throw wrongPasskey()
  return key
}
