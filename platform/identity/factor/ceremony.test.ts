import { createServer, type RequestListener } from 'node:http'
import { buildServer } from '@tenon/kernel/http/server.ts'
import { chromium, type Page } from 'playwright-core'
import { afterAll, expect, test, vi } from 'vitest'
import { openIdentity } from '../server.ts'
import { listen } from '../testing/oidc.ts'
import { type Known, signInApp } from '../testing/sign-in-app.ts'

// A browser waits for its turn among all other tests of a small machine.
vi.setConfig({ testTimeout: 90_000 })
const app = await signInApp()

let answer: RequestListener = (_, response) => response.writeHead(503).end()
const server = createServer((request, response) => answer(request, response))
/** The same installation at an address that a browser can visit. */
const origin = (await listen(server)).replace('127.0.0.1', 'localhost')
const runtime = { ...app.runtime }
const { catalog } = app.app
const { authenticate } = openIdentity({ runtime, catalog, baseUrl: origin, secret: 's'.repeat(43) })
const { http } = await buildServer({ catalog, runtime, authenticate, version: 'test', baseUrl: origin })
await http.ready()
answer = (request, response) => http.routing(request, response)

const flags = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking']
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? 'chromium',
  args: flags,
  timeout: 60_000,
})

afterAll(async () => {
  await browser.close()
  server.closeAllConnections()
  server.close()
  await http.close()
})

/** A page of the product in a browser of somebody's own, with an authenticator that says yes. */
async function visitor() {
  const page = await (await browser.newContext()).newPage()
  await page.goto(`${origin}/api/v1/openapi.json`)
  const devTools = await page.context().newCDPSession(page)
  await devTools.send('WebAuthn.enable')
  const { authenticatorId } = await devTools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  const verify = (isUserVerified: boolean) =>
    devTools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
  return { page, verify }
}

interface Told {
  readonly status: number
  readonly body: Readonly<Record<string, never>>
}
/** As the console's own pages ask: with the cookie and the header that only they send. */
const ask = (page: Page, method: string, path: string, body?: object): Promise<Told> =>
  page.evaluate(
    async ([method, path, body]) => {
      const headers = { 'x-requested-with': 'tenon', ...(body ? { 'content-type': 'application/json' } : {}) }
      const answer = await fetch(`/api/v1${path}`, { method, headers, ...(body ? { body } : {}) })
      const text = await answer.text()
      return { status: answer.status, body: text ? JSON.parse(text) : {} }
    },
    [method, path, body && JSON.stringify(body)] as const,
  )
const create = (page: Page, options: object): Promise<object> =>
  page.evaluate(async json => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(json as never)
    return ((await navigator.credentials.create({ publicKey })) as PublicKeyCredential).toJSON()
  }, options)
/** The browser's own answer, or the name of what it refuses with. */
const get = (page: Page, options: object): Promise<{ readonly id?: string; readonly refused?: string }> =>
  page.evaluate(async json => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(json as never)
    const asked = navigator.credentials.get({ publicKey })
    return asked.then(
      found => (found as PublicKeyCredential).toJSON(),
      (error: Error) => ({ refused: error.name }),
    )
  }, options)

const login = (page: Page, { email, password }: Known) =>
  ask(page, 'POST', '/auth/login', { identifier: email, password })

/** Somebody whose browser holds a passkey, signed out again. */
async function withPasskey() {
  const person = await app.person(await app.tenant(), [])
  const { page, verify } = await visitor()
  await login(page, person)
  const options = await ask(page, 'POST', '/user/passkeys/options', { password: person.password })
  const attestation = await create(page, options.body)
  const kept = await ask(page, 'POST', '/user/passkeys', { name: 'Laptop', attestation })
  expect([kept.status, Object(kept.body.recoveryCodes).length]).toEqual([201, 10])
  expect((await ask(page, 'POST', '/auth/logout')).status).toBe(204)
  return { person, page, verify }
}

test('a browser makes a passkey and signs in with it alone, without a name or a password', async () => {
  const { person, page } = await withPasskey()
  expect((await ask(page, 'GET', '/auth/me')).status).toBe(401)
  const options = await ask(page, 'POST', '/auth/passkey/options', {})
  const assertion = await get(page, options.body)
  const entered = await ask(page, 'POST', '/auth/passkey', { assertion })
  expect([entered.status, entered.body.user]).toMatchObject([200, { email: person.email }])
  expect((await ask(page, 'GET', '/auth/me')).body).toMatchObject({ email: person.email })
  expect((await ask(page, 'POST', '/auth/passkey', { assertion })).status).toBe(401)
})

test('beside the password the same passkey is the second proof', async () => {
  const { person, page } = await withPasskey()
  const { status, body } = await login(page, person)
  expect([status, body.code, body.factors]).toEqual([401, 'SECOND_FACTOR_NEEDED', ['passkey', 'recovery']])
  const { challenge } = body
  const options = await ask(page, 'POST', '/auth/second-factor/options', { challenge })
  const assertion = await get(page, options.body)
  const entered = await ask(page, 'POST', '/auth/second-factor', { challenge, kind: 'passkey', assertion })
  expect(entered.status).toBe(200)
  expect((await ask(page, 'GET', '/auth/me')).body).toMatchObject({ email: person.email })
})

test('alone it asks who uses it: where nobody shows that, the browser refuses', async () => {
  const { page, verify } = await withPasskey()
  await verify(false)
  const options = await ask(page, 'POST', '/auth/passkey/options', {})
  expect(await get(page, { ...options.body, timeout: 2000 })).toEqual({ refused: 'NotAllowedError' })
})
