import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { afterAll, vi } from 'vitest'

export interface Identity {
  readonly sub: string
  readonly email?: string
  readonly email_verified?: boolean
  readonly name?: string
}
export interface OidcServer {
  /** Starts to know the client, which may come back to this address alone. */
  open(redirectUri: string): void
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Who signs in there from now on. */
  as(identity: Identity): void
  /** Goes through the sign-in of the provider like a browser, and gives the address it is sent back to. */
  visit(url: string): Promise<string>
  stop(): Promise<void>
}

export function listen(server: Server): Promise<string> {
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })
}

const signingKey = (key: KeyObject) => ({ ...key.export({ format: 'jwk' }), kid: 'first', use: 'sig', alg: 'RS256' })

/** A real OpenID provider on this computer, whose pages are answered by the test instead of a person. */
export async function oidcServer(): Promise<OidcServer> {
  let identity: Identity = { sub: 'nobody' }
  let answer: RequestListener = (_, response) => response.writeHead(503).end()
  const server = createServer((request, response) => answer(request, response))
  const issuer = await listen(server)
  const stop = () => stopServer(server)
  afterAll(stop)
  return {
    issuer,
    clientId,
    clientSecret,
    visit: url => visit(issuer, url),
    stop,
    as(who) {
      identity = who
    },
    open(redirectUri) {
      answer = pagesOf(issuer, redirectUri, () => identity)
    },
  }
}

const [clientId, clientSecret] = ['tenon', 'a secret of the client alone']

/** Answers the provider's questions as a person would: this is me, and yes. */
function pagesOf(issuer: string, redirectUri: string, who: () => Identity): RequestListener {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  // It warns that it forgets everything at its end, which is what a test wants.
  const quiet = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    jwks: { keys: [signingKey(privateKey)] as never },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    findAccount: (_, sub) => ({ accountId: sub, claims: async () => ({ ...who(), sub }) }),
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/answer/${uid}` },
    cookies: { keys: ['only for this test'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
  })
  quiet.mockRestore()
  const pages = provider.callback()
  async function answerPage(...[request, response]: Parameters<RequestListener>) {
    const { prompt, params, session } = await provider.interactionDetails(request, response)
    if (prompt.name === 'login')
      return provider.interactionFinished(request, response, { login: { accountId: who().sub } })
    const grant = new provider.Grant({ accountId: String(session?.accountId), clientId: String(params.client_id) })
    grant.addOIDCScope(String(params.scope))
    return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } })
  }
  return (request, response) =>
    void (request.url?.startsWith('/answer/') ? answerPage(request, response) : pages(request, response))
}

function stopServer(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

async function visit(issuer: string, url: string): Promise<string> {
  const jar = new Map<string, string>()
  let next = url
  for (let hops = 0; hops < 12 && next.startsWith(issuer); hops++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(next, { redirect: 'manual', headers: { cookie } })
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split(/=(.*)/s)
      jar.set(name, value)
    }
    const location = answer.headers.get('location')
    if (!location) throw new Error(`The provider stopped at ${next}: ${answer.status} ${await answer.text()}`)
    next = new URL(location, next).href
  }
  return next
}
