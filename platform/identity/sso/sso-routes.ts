import { describeError } from '@tenon/kernel/background/describe-error.ts'
import { type Call, json, type Reply, route } from '@tenon/kernel/http/route.ts'
import { Problem } from '@tenon/kernel/problem/problem.ts'
import { notFound } from '@tenon/kernel/problem/refusals.ts'
import { z } from 'zod'
import { placeOf } from '../factor/entering.ts'
import { letIn } from '../sign-in/challenge.ts'
import { sessionCookie } from '../sign-in/cookie.ts'
import { oneAtATime } from '../sign-in/one-at-a-time.ts'
import { identityOf } from '../sign-in/open.ts'
import { logSignIn } from '../sign-in/sign-in-log.ts'
import { receive } from './arrival.ts'
import { begin, type Claims, finish } from './flow.ts'
import { ownPath } from './provider.rules.ts'
import { findProvider, offeredProviders, type Provider } from './provider-store.ts'

/** A browser on its way is sent on; what it must know stands behind `#`, where it reaches no log. */
const sendTo = (url: string, cookie?: string): Reply => ({
  status: 303,
  headers: { location: url, ...(cookie ? { 'set-cookie': cookie } : {}) },
})

/** The sign-in page says what the code means; a challenge goes on there. */
function sendBack(baseUrl: string, problem: Problem): Reply {
  const { challenge, factors, reason } = problem.details.extra ?? {}
  const told = { code: problem.code, challenge, factors, reason }
  const known = Object.entries(told).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return sendTo(`${baseUrl}/#${new URLSearchParams(known)}`)
}

async function sentBack(call: Call, work: () => Promise<Reply>): Promise<Reply> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 404) throw error
    // Described, not logged as it is: what the library throws quotes tokens and claims.
    const { cause } = error.details
    if (cause) call.request.log.warn({ code: error.code, reason: describeError(cause) }, 'single sign-on failed')
    return sendBack(identityOf(call.runtime).baseUrl, error)
  }
}

async function providerOf({ runtime, params }: Call): Promise<Provider> {
  const provider = await findProvider(runtime, String(params.id))
  if (!provider) throw notFound()
  return provider
}

const start = (call: Call) =>
  sentBack(call, async () => {
    const { headers } = call.request
    const wish = { headers, userId: null, returnTo: ownPath(call.query.to) }
    const { url, cookie } = await begin(identityOf(call.runtime), await providerOf(call), wish)
    return sendTo(url, cookie)
  })

async function failed(call: Call, claims: Claims, error: unknown) {
  const reason = error instanceof Problem ? error.code : 'INTERNAL'
  const entry = { ...placeOf(call), identifier: claims.email ?? '', outcome: 'failure', reason, method: 'sso' } as const
  await logSignIn(identityOf(call.runtime), entry)
}

/** What the provider has already asked for is not asked for again, unless the organisation wants both. */
const metBy = ({ secondFactor }: Provider) => (secondFactor === 'here' ? [] : (['second-factor', 'enrolment'] as const))

async function enter(call: Call): Promise<Reply> {
  const identity = identityOf(call.runtime)
  const provider = await providerOf(call)
  const query = call.request.url.split('?')[1] ?? ''
  const { claims, journey } = await finish(identity, provider, { headers: call.request.headers, query })
  const arriving = () => receive(call, { provider, claims, journey })
  const person = await oneAtATime(`sso ${provider.tenant.id} ${claims.subject}`, arriving).catch(async error => {
    await failed(call, claims, error)
    throw error
  })
  const onwards = identity.baseUrl + journey.returnTo
  if (journey.userId) return sendTo(onwards)
  const { token } = await letIn(identity, { ...person, method: 'sso', place: placeOf(call) }, metBy(provider))
  return sendTo(onwards, sessionCookie(identity.baseUrl, token))
}

const offerQuery = z.object({
  tenant: z.string().max(60).optional(),
  domain: z.string().max(254).optional(),
})

async function offer({ runtime, query }: Call) {
  const { tenant, domain } = offerQuery.safeParse(query).data ?? {}
  return json({ data: await offeredProviders(runtime, { tenant, domain: domain?.split('@').at(-1) }) })
}

const tag = 'sign-in'
const access = 'public'
const offered = z.object({ id: z.uuid(), name: z.string(), organisation: z.string() })

export const ssoRoutes = [
  route({
    method: 'GET',
    path: '/auth/sso',
    operation: 'sso.offer',
    summary: 'The sign-in services of an organisation, or of the domain of an address',
    tag,
    access,
    query: { tenant: 'The slug of the organisation', domain: 'A domain, or an e-mail address' },
    replies: { 200: { description: 'What the sign-in page may offer', schema: z.object({ data: z.array(offered) }) } },
    run: offer,
  }),
  route({
    method: 'GET',
    path: '/auth/sso/{id}/start',
    operation: 'sso.start',
    summary: 'Set out to a sign-in service; for browsers',
    tag,
    access,
    query: { to: 'The page to go on with, such as /customers' },
    errors: [404],
    replies: { 303: { description: 'To the sign-in service, or back with a code behind `#`' } },
    run: start,
  }),
  route({
    method: 'GET',
    path: '/auth/sso/{id}/callback',
    operation: 'sso.callback',
    summary: 'Come back from a sign-in service; for browsers',
    tag,
    access,
    query: { code: 'What the service gave', state: 'What was sent along', iss: 'Which service it is' },
    errors: [404],
    replies: { 303: { description: 'Signed in, or back with a code, and the challenge that goes on, behind `#`' } },
    run: call => sentBack(call, () => enter(call)),
  }),
]
