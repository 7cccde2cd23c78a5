import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterAll, expect, test } from 'vitest'
import { createPerson } from '../server.ts'
import { listen } from '../testing/oidc.ts'
import { signInApp } from '../testing/sign-in-app.ts'

const app = await signInApp()

type Part = Readonly<Record<string, unknown>>
const encoded = (part: Part) => Buffer.from(JSON.stringify(part)).toString('base64url')
const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const [ours, foreign] = [pair(), pair()]
const jwk = (key: KeyObject, kid: string) => ({ ...key.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' })

const rs256 = (key: KeyObject) => (input: string) => createSign('sha256').update(input).sign(key).toString('base64url')
const hs256 = (secret: string | Buffer) => (input: string) =>
  createHmac('sha256', secret).update(input).digest('base64url')

/** A token as its parts, so that each can be wrong by itself. */
interface Forged {
  readonly header?: Part
  readonly claims?: Part
  readonly sign?: (input: string) => string
  /** The nonce of the request unless told. */
  readonly nonce?: string
}

/** A provider whose ID tokens the test writes itself. */
async function forger(metadata: Part = {}) {
  let token = ''
  const issuer = await new Promise<string>(resolve => {
    const server = createServer((request, response) => answer(request, response))
    afterAll(() => void server.close())
    listen(server).then(resolve)
  })
  const pages: Readonly<Record<string, () => Part>> = {
    '/.well-known/openid-configuration': () => ({
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      id_token_signing_alg_values_supported: ['RS256'],
      ...metadata,
    }),
    '/jwks': () => ({ keys: [jwk(ours.publicKey, 'ours')] }),
    '/token': () => ({ access_token: 'a', token_type: 'Bearer', id_token: token }),
  }
  function answer({ url = '' }: IncomingMessage, response: ServerResponse) {
    const page = pages[url]
    response.writeHead(page ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(page?.() ?? {}))
  }
  const give = ({ header, claims, sign = rs256(ours.privateKey), nonce }: Forged, asked: string) => {
    const now = Math.floor(Date.now() / 1000)
    const usual = { iss: issuer, aud: 'tenon', sub: 's', iat: now, exp: now + 300, nonce: nonce ?? asked }
    const input = `${encoded({ alg: 'RS256', kid: 'ours', ...header })}.${encoded({ ...usual, ...claims })}`
    token = `${input}.${sign(input)}`
  }
  return { issuer, give }
}

async function organisation(metadata?: Part) {
  const tenant = await app.tenant()
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  const { issuer, give } = await forger(metadata)
  const wish = { name: 'Acme', issuer, clientId: 'tenon', clientSecret: 'shared secret', domains: 'acme.example' }
  const { id } = (await admin.post('/sso_providers', wish)).body
  const email = `${id}@acme.example`
  await createPerson(app.runtime, tenant, { name: 'Someone', email, password: 'thirteen grey herons', roles: [] })
  /** The code the sign-in page is told when this token comes, or `in`. */
  return async (forged: Forged): Promise<string> => {
    const start = await app.as({}).get(`/auth/sso/${id}/start`)
    const asked = new URL(String(start.headers.location)).searchParams
    give({ ...forged, claims: { email, email_verified: true, ...forged.claims } }, String(asked.get('nonce')))
    const cookie = String(start.headers['set-cookie']).split(';')[0] as string
    const answer = await app.as({ cookie }).get(`/auth/sso/${id}/callback?code=c&state=${asked.get('state')}`)
    const told = new URLSearchParams(String(answer.headers.location).split('#')[1] ?? '')
    return told.get('code') ?? 'in'
  }
}

const pem = ours.publicKey.export({ type: 'spki', format: 'pem' })
const der = ours.publicKey.export({ type: 'spki', format: 'der' })
const now = () => Math.floor(Date.now() / 1000)

test('a token the provider has signed for us, just now, in answer to this very request is accepted', async () => {
  const enter = await organisation()
  expect(await enter({})).toBe('in')
})

test('a token with another signature is refused, whatever its head says', async () => {
  const forged: Readonly<Record<string, Forged>> = {
    'alg none': { header: { alg: 'none' }, sign: () => '' },
    'alg None': { header: { alg: 'None' }, sign: () => '' },
    'alg none with a signature left over': { header: { alg: 'none' } },
    'HS256 with the public key as PEM': { header: { alg: 'HS256' }, sign: hs256(pem) },
    'HS256 with the public key as DER': { header: { alg: 'HS256' }, sign: hs256(der) },
    'HS256 with the client secret': { header: { alg: 'HS256' }, sign: hs256('shared secret') },
    'a key nobody knows': { sign: rs256(foreign.privateKey) },
    'a key id nobody knows': { header: { kid: 'other' }, sign: rs256(foreign.privateKey) },
    'a key it brings along': {
      header: { kid: 'other', jwk: jwk(foreign.publicKey, 'other') },
      sign: rs256(foreign.privateKey),
    },
    'a key it says where to fetch': {
      header: { kid: 'x', jku: 'http://127.0.0.1:9/jwks' },
      sign: rs256(foreign.privateKey),
    },
    'no signature': { sign: () => '' },
    'an algorithm that is not offered': { header: { alg: 'RS512' } },
    'a head that must be understood': { header: { crit: ['b64'], b64: false } },
  }
  const enter = await organisation()
  for (const [name, token] of Object.entries(forged)) expect(await enter(token), name).toBe('SSO_REFUSED')
})

test('a provider that offers no signature, or one with the shared secret, is not believed either', async () => {
  const enter = await organisation({ id_token_signing_alg_values_supported: ['none', 'HS256'] })
  expect(await enter({ header: { alg: 'none' }, sign: () => '' })).toBe('SSO_REFUSED')
  expect(await enter({ header: { alg: 'HS256' }, sign: hs256('shared secret') })).toBe('SSO_REFUSED')
})

test('a token for somebody else, from somebody else, too old or for another request is refused', async () => {
  const forged: Readonly<Record<string, Forged>> = {
    'another audience': { claims: { aud: 'other' } },
    'us among others, without saying who for': { claims: { aud: ['tenon', 'other'] } },
    'us among others, for another': { claims: { aud: ['tenon', 'other'], azp: 'other' } },
    'another issuer': { claims: { iss: 'https://evil.example' } },
    'no issuer': { claims: { iss: undefined } },
    'no subject': { claims: { sub: undefined } },
    expired: { claims: { iat: now() - 900, exp: now() - 600 } },
    'without an end': { claims: { exp: undefined } },
    'not valid yet': { claims: { nbf: now() + 600 } },
    'another nonce': { nonce: 'x'.repeat(43) },
    'no nonce': { claims: { nonce: undefined } },
  }
  const enter = await organisation()
  for (const [name, token] of Object.entries(forged)) expect(await enter(token), name).toBe('SSO_REFUSED')
})
