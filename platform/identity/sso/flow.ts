import type { IncomingHttpHeaders } from 'node:http'
import type { Runtime } from '@tenon/kernel/data/unit-of-work.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import type { Configuration } from 'openid-client'
import { newToken } from '../sign-in/token.ts'
import { configurationOf, oidc } from './client.ts'
import type { Provider } from './provider-store.ts'
import { browserToken, comeBack, type Journey, setOut } from './state.ts'

export interface Place {
  readonly runtime: Runtime
  readonly baseUrl: string
}

const journeyOver = refusal('SSO_NOT_BEGUN_HERE', 401, {
  en: 'This sign-in was not begun in this browser, or took too long. Begin again.',
  zh: '本次登录不是从此浏览器发起，或已超时，请重新开始。',
})
const notProven = refusal('SSO_REFUSED', 401, {
  en: 'The sign-in service did not confirm who you are. Begin again.',
  zh: '登录服务未能确认你的身份，请重新开始。',
})

/** The only address a provider may send people back to: from the configuration, never from a request. */
const callbackOf = ({ baseUrl }: Place, { id }: Provider) => `${baseUrl}/api/v1/auth/sso/${id}/callback`

interface Wish {
  readonly headers: IncomingHttpHeaders
  readonly userId: string | null
  readonly returnTo: string
}

/** Where to send the browser, and the cookie it is known by when it comes back. Throws SSO_UNREACHABLE. */
export async function begin(place: Place, provider: Provider, { headers, userId, returnTo }: Wish) {
  const configuration = await configurationOf(place, provider)
  const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await oidc()
  const [nonce, verifier] = [newToken(), newToken()]
  const journey: Journey = { providerId: provider.id, userId, nonce, verifier, returnTo }
  const { state, cookie } = await setOut(place.runtime, place.baseUrl, { headers }, journey)
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: callbackOf(place, provider),
    scope: 'openid email profile',
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  })
  return { url: url.href, cookie }
}

/** Who somebody is, as the provider has signed it. */
export interface Claims {
  readonly issuer: string
  readonly subject: string
  /** Only when the provider vouches for it. */
  readonly email: string | null
  readonly name: string | null
}

const textOf = (value: unknown) => (typeof value === 'string' && value.trim() ? value.trim() : null)

async function exchange(configuration: Configuration, answer: URL, state: string, { nonce, verifier }: Journey) {
  const { authorizationCodeGrant, fetchUserInfo } = await oidc()
  const tokens = await authorizationCodeGrant(configuration, answer, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  if (!claims) throw new Error('There is no ID token')
  const hasMore = configuration.serverMetadata().userinfo_endpoint !== undefined
  if (claims.email !== undefined || !hasMore) return claims
  return { ...(await fetchUserInfo(configuration, tokens.access_token, claims.sub)), iss: claims.iss, sub: claims.sub }
}

/** Ends the journey of this browser. Throws SSO_NOT_BEGUN_HERE, and SSO_REFUSED for an answer that proves nothing. */
export async function finish(
  place: Place,
  provider: Provider,
  { headers, query }: { readonly headers: IncomingHttpHeaders; readonly query: string },
): Promise<{ claims: Claims; journey: Journey }> {
  const answer = new URL(`${callbackOf(place, provider)}?${query}`)
  const state = answer.searchParams.get('state') ?? ''
  const browser = browserToken(headers, place.baseUrl)
  const journey = browser && (await comeBack(place.runtime, { state, browser, providerId: provider.id }))
  if (!journey) throw journeyOver()
  const configuration = await configurationOf(place, provider)
  const claims = await exchange(configuration, answer, state, journey).catch(cause => {
    throw notProven({}, { cause })
  })
  const email = claims.email_verified === true ? textOf(claims.email)?.toLowerCase() : null
  return {
    journey,
    claims: { issuer: claims.iss as string, subject: claims.sub, email: email ?? null, name: textOf(claims.name) },
  }
}
