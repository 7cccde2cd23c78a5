import { expect, test } from 'vitest'
import { createPerson } from '../server.ts'
import { setUpTotp } from '../testing/factors.ts'
import { type Identity, type OidcServer, oidcServer } from '../testing/oidc.ts'
import { type Known, signInApp } from '../testing/sign-in-app.ts'

const app = await signInApp()
const base = 'http://localhost'
const bearer = (token: string | undefined) => app.as({ authorization: `Bearer ${token}` })

type Headers = Readonly<Record<string, unknown>>
function cookieOf(headers: Headers, name: string): string | undefined {
  const all = [headers['set-cookie']].flat().map(String)
  return all.find(cookie => cookie.startsWith(`${name}=`))?.split(';')[0]
}

interface Arrived {
  readonly location: string
  /** What the sign-in page is told. */
  readonly told: Readonly<Record<string, string>>
  readonly token: string | undefined
}
function arrivedAt({ headers }: { headers: Headers }): Arrived {
  const location = String(headers.location)
  const told = Object.fromEntries(new URLSearchParams(location.split('#')[1] ?? ''))
  return { location, told, token: cookieOf(headers, 'tenon')?.split('=')[1] }
}

interface Trip {
  readonly to?: string
  /** What somebody does to the address that leads back. */
  readonly alter?: (address: URL) => void
  /** The cookie of the browser that comes back; the one that set out unless told. */
  readonly cookie?: string
}
interface Office {
  readonly tenant: Awaited<ReturnType<typeof app.tenant>>
  readonly admin: Known
  readonly oidc: OidcServer
  readonly id: string
  /** Sets out, signs in at the provider as this person, and comes back. */
  enter(identity: Identity, trip?: Trip): Promise<Arrived>
}

async function office(settings: object = {}): Promise<Office> {
  const tenant = await app.tenant()
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  const oidc = await oidcServer()
  const { clientId, clientSecret, issuer } = oidc
  const wish = { name: 'Acme login', issuer, clientId, clientSecret, domains: 'acme.example', ...settings }
  const { status, body } = await admin.post('/sso_providers', wish)
  expect([status, body.fields]).toEqual([201, undefined])
  oidc.open(`${base}/api/v1/auth/sso/${body.id}/callback`)
  async function enter(identity: Identity, { to = '/', alter, cookie }: Trip = {}) {
    oidc.as(identity)
    const start = await app.as({}).get(`/auth/sso/${body.id}/start?to=${encodeURIComponent(to)}`)
    expect(start.status).toBe(303)
    const back = new URL(await oidc.visit(String(start.headers.location)))
    alter?.(back)
    const own = cookie ?? (cookieOf(start.headers, 'tenon-sso') as string)
    const path = back.href.replace(`${base}/api/v1`, '')
    return arrivedAt(await app.as({ cookie: own }).get(path))
  }
  return { tenant, admin, oidc, id: body.id, enter }
}

let count = 0
/** Somebody of the organisation's own domain, whose address the provider vouches for. */
function colleague(more: Partial<Identity> = {}): Identity & { readonly email: string } {
  count += 1
  const email = `colleague-${count}-${Date.now()}@acme.example`
  return { sub: `s-${count}`, email, email_verified: true, name: 'Wang Wei', ...more } as Identity & { email: string }
}
const member = (where: Office, email: string) =>
  createPerson(app.runtime, where.tenant, { name: 'Member', email, password: 'thirteen grey herons', roles: [] })

test('a member comes in through the provider, to the page they wanted, and is linked for good', async () => {
  const acme = await office()
  const someone = colleague()
  const { memberId } = await member(acme, someone.email)
  const first = await acme.enter(someone, { to: '/customers?view=mine' })
  expect(first.location).toBe(`${base}/customers?view=mine`)
  const me = (await bearer(first.token).get('/auth/me')).body
  expect(me).toMatchObject({ email: someone.email, tenant: { slug: acme.tenant.slug } })
  const moved = await acme.enter({ sub: someone.sub, email: 'new-name@other.example', email_verified: true })
  expect((await bearer(moved.token).get('/auth/me')).body.email).toBe(someone.email)
  const { data } = (await acme.admin.get(`/members/${memberId}/history`)).body
  expect(data[0]).toMatchObject({ act: 'linkIdentity', actor: { name: 'Acme login' } })
  const log = (await acme.admin.get('/sign_ins?filter[method]=sso')).body.data
  expect(log.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['success', 'success'])
})

test('the client secret is stored sealed, and no reply or history tells it', async () => {
  const { admin, id, oidc } = await office()
  const replies = await Promise.all(['', `/${id}`, `/${id}/history`].map(path => admin.get(`/sso_providers${path}`)))
  for (const { status, body } of replies) {
    expect(status).toBe(200)
    expect(JSON.stringify(body)).not.toContain(oidc.clientSecret)
  }
  const name = { name: 'Other name' }
  expect((await admin.patch(`/sso_providers/${id}`, name)).status).toBe(200)
})

test('a stranger becomes a member where that is allowed, with the role named, once, however often at once', async () => {
  const closed = await office()
  expect((await closed.enter(colleague())).told.code).toBe('SSO_NOT_A_MEMBER')
  const open = await office({ autoCreate: true })
  const grants = [{ permission: 'identity.site.read' }]
  const role = (await open.admin.post('/roles', { key: 'guest', name: 'Guest', grants })).body.id
  expect((await open.admin.patch(`/sso_providers/${open.id}`, { defaultRole: role })).status).toBe(200)
  const someone = colleague()
  const arrived = await Promise.all([open.enter(someone), open.enter(someone)])
  for (const { token } of arrived)
    expect((await bearer(token).get('/user/me')).body.permissions).toEqual(['identity.site.read'])
  const { data } = (await open.admin.get(`/members?filter[email]=${someone.email}`)).body
  expect(data).toHaveLength(1)
  expect(data[0]).toMatchObject({ name: 'Wang Wei', status: 'active' })
})

test('nobody is known by an address that is not verified, or not of an own domain', async () => {
  const acme = await office({ autoCreate: true })
  const unverified = colleague({ email_verified: false })
  await member(acme, unverified.email)
  const outsider = colleague({ email: `x-${Date.now()}@other.example` })
  await member(acme, outsider.email)
  const below = colleague({ email: `x-${Date.now()}@sub.acme.example` })
  const { email: _, ...nameless } = colleague()
  const codes = []
  for (const one of [unverified, outsider, below, nameless]) codes.push((await acme.enter(one)).told.code)
  expect(codes).toEqual(['SSO_EMAIL_NOT_VERIFIED', 'SSO_NOT_A_MEMBER', 'SSO_NOT_A_MEMBER', 'SSO_EMAIL_NOT_VERIFIED'])
})

test('an account of another organisation is never taken over, not even one that belongs here as well', async () => {
  const [acme, rival] = [await office({ autoCreate: true }), await app.tenant()]
  const [theirs, both] = [colleague(), colleague()]
  const wish = { name: 'Theirs', password: 'thirteen grey herons', roles: [] }
  await createPerson(app.runtime, rival, { ...wish, email: theirs.email })
  await createPerson(app.runtime, rival, { ...wish, email: both.email })
  await member(acme, both.email)
  expect((await acme.enter(theirs)).told.code).toBe('SSO_ACCOUNT_ELSEWHERE')
  expect((await acme.enter(both)).told.code).toBe('SSO_LINK_NEEDED')
  const { data } = (await acme.admin.get(`/members?filter[email]=${theirs.email}`)).body
  expect(data).toEqual([])
})

test('an account that somebody made for an address of their choice is not handed to its true owner with a known password', async () => {
  const acme = await office()
  const victim = colleague()
  const { body } = await acme.admin.post('/invitations', { name: 'Open', limit: 5 })
  const { code: token } = (await acme.admin.post(`/invitations/${body.id}/link`)).body
  const wish = { token, name: 'Attacker', email: victim.email, password: 'thirteen grey herons' }
  expect((await app.as({}).post('/auth/join', wish)).status).toBeLessThan(300)
  expect((await acme.enter(victim)).told.code).toBe('SSO_LINK_NEEDED')
})

test('whoever is signed in links an identity with the password, then comes in by it, and unlinks it', async () => {
  const [acme, rival] = [await office(), await app.tenant()]
  const someone = await app.person(acme.tenant, [])
  await createPerson(app.runtime, rival, { name: 'Same', email: someone.email, roles: [] })
  const identity = { sub: `own-${someone.userId}`, email: 'private@elsewhere.example', email_verified: true }
  const ask = { providerId: acme.id, to: '/account' }
  expect((await someone.post('/user/sso-links', ask)).body.code).toBe('PASSWORD_CONFIRMATION_NEEDED')
  const begun = await someone.post('/user/sso-links', { ...ask, password: someone.password })
  acme.oidc.as(identity)
  const back = await acme.oidc.visit(begun.body.url)
  const cookie = String(cookieOf(begun.headers, 'tenon-sso'))
  const arrived = arrivedAt(await app.as({ cookie }).get(back.replace(`${base}/api/v1`, '')))
  expect([arrived.location, arrived.token]).toEqual([`${base}/account`, undefined])
  expect((await bearer((await acme.enter(identity)).token).get('/auth/me')).body.email).toBe(someone.email)
  const [linked] = (await someone.get('/user/sso-links')).body.data
  expect(linked).toMatchObject({ issuer: acme.oidc.issuer })
  const other = await app.person(acme.tenant, [])
  const remove = (by: Known) => by.delete(`/user/sso-links/${linked.id}`, {}, { password: by.password })
  expect([(await remove(other)).status, (await remove(someone)).status]).toEqual([404, 204])
  expect((await acme.enter(identity)).told.code).toBe('SSO_NOT_A_MEMBER')
})

test('an answer counts once, in the browser that set out, for the provider it was asked of', async () => {
  const [acme, other] = [await office(), await office()]
  const someone = colleague()
  await member(acme, someone.email)
  const codes = []
  const alterations: Trip[] = [
    { alter: address => address.searchParams.set('state', 'x'.repeat(43)) },
    { alter: address => address.searchParams.delete('state') },
    { cookie: `tenon-sso=${'y'.repeat(43)}` },
    { cookie: '' },
    {
      alter: address => {
        address.pathname = address.pathname.replace(acme.id, other.id)
      },
    },
  ]
  for (const trip of alterations) codes.push((await acme.enter(someone, trip)).told.code)
  expect(new Set(codes)).toEqual(new Set(['SSO_NOT_BEGUN_HERE']))
  const spoiled = [
    { alter: (address: URL) => address.searchParams.set('code', 'z'.repeat(43)) },
    { alter: (address: URL) => address.searchParams.set('iss', 'https://evil.example') },
    { alter: (address: URL) => address.searchParams.delete('iss') },
    { alter: (address: URL) => address.searchParams.set('error', 'access_denied') },
  ]
  for (const trip of spoiled) expect((await acme.enter(someone, trip)).told.code).toBe('SSO_REFUSED')
  let seen = ''
  await acme.enter(someone, {
    alter: address => {
      seen = address.href
    },
  })
  const again = await app.as({}).get(seen.replace(`${base}/api/v1`, ''))
  expect(arrivedAt(again).told.code).toBe('SSO_NOT_BEGUN_HERE')
})

test('the way on is a page of our own, whatever the link says', async () => {
  const acme = await office()
  const someone = colleague()
  await member(acme, someone.email)
  for (const to of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/a\\b',
    'javascript:alert(1)',
    '/\tx',
  ])
    expect((await acme.enter(someone, { to })).location, to).toBe(`${base}/`)
})

test('while the provider is away nobody waits for long, and passwords still open the door', async () => {
  const acme = await office()
  await acme.oidc.stop()
  const start = await app.as({}).get(`/auth/sso/${acme.id}/start`)
  expect(arrivedAt(start).told.code).toBe('SSO_UNREACHABLE')
  expect((await app.login(acme.admin.email, acme.admin.password)).status).toBe(200)
})

test('who is suspended, or whose provider is switched off, stays out', async () => {
  const acme = await office()
  const someone = colleague()
  const { memberId } = await member(acme, someone.email)
  expect((await acme.enter(someone)).token).toBeDefined()
  await acme.admin.post(`/members/${memberId}/suspend`, {})
  expect((await acme.enter(someone)).told.code).toBe('SSO_NOT_A_MEMBER')
  const offered = async () => (await app.as({}).get(`/auth/sso?tenant=${acme.tenant.slug}`)).body.data
  expect(await offered()).toEqual([{ id: acme.id, name: 'Acme login', organisation: 'Test' }])
  await acme.admin.patch(`/sso_providers/${acme.id}`, { isActive: false })
  expect(await offered()).toEqual([])
  expect((await app.as({}).get(`/auth/sso/${acme.id}/start`)).status).toBe(404)
})

test('an own second factor is asked for as well where the organisation wants both', async () => {
  const acme = await office()
  const [person, identity] = [await app.person(acme.tenant, []), colleague()]
  await acme.admin.patch(`/members/${person.memberId}`, { email: identity.email })
  await acme.admin.patch(`/sso_providers/${acme.id}`, { domains: 'example.com, acme.example' })
  const own = { ...identity, email: person.email }
  const { recoveryCodes } = await setUpTotp(person)
  expect((await acme.enter(own)).token).toBeDefined()
  await acme.admin.patch(`/sso_providers/${acme.id}`, { secondFactor: 'here' })
  const { told, token } = await acme.enter(own)
  expect(token).toBeUndefined()
  expect(told).toMatchObject({ code: 'SECOND_FACTOR_NEEDED', factors: 'totp,recovery' })
  const body = { challenge: told.challenge, kind: 'recovery', code: recoveryCodes[0] }
  expect((await app.as({}).post('/auth/second-factor', body)).status).toBe(200)
})

test('only someone who may do everything names a provider, and only one that can be trusted', async () => {
  const acme = await office()
  const grants = [{ permission: 'identity.ssoProvider.*' }]
  await acme.admin.post('/roles', { key: 'half', name: 'Half', grants })
  const half = await app.person(acme.tenant, [{ role: 'half' }])
  const wish = { name: 'Mine', issuer: 'https://login.acme.example', clientId: 'a', clientSecret: 'b' }
  const refused = await half.post('/sso_providers', wish)
  expect([refused.status, refused.body.code]).toEqual([403, 'SSO_NEEDS_ADMINISTRATOR'])
  expect((await half.patch(`/sso_providers/${acme.id}`, { issuer: 'https://evil.example' })).status).toBe(403)
  const faulty = [
    { issuer: 'http://login.acme.example' },
    { issuer: 'https://login.acme.example?x=1' },
    { issuer: 'https://me@login.acme.example' },
    { domains: 'acme' },
    { domains: 'acme.example, *' },
    { autoCreate: true },
  ]
  for (const fault of faulty) {
    const answer = await acme.admin.post('/sso_providers', { ...wish, ...fault })
    expect([answer.status, answer.body.fields?.length], JSON.stringify(fault)).toEqual([422, 1])
  }
})
