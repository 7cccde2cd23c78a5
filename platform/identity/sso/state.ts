import type { IncomingHttpHeaders } from 'node:http'
import type { Statement } from '@tenon/kernel/data/batch.ts'
import type { Runtime } from '@tenon/kernel/data/unit-of-work.ts'
import { rowsOf, send } from '../factor/rows.ts'
import { hashToken, newToken } from '../sign-in/token.ts'

const seconds = 600

const isSecure = (baseUrl: string) => baseUrl.startsWith('https:')
const nameFor = (baseUrl: string) => (isSecure(baseUrl) ? '__Host-tenon-sso' : 'tenon-sso')

function cookie(baseUrl: string, token: string): string {
  const parts = [`${nameFor(baseUrl)}=${token}`, 'Path=/', `Max-Age=${seconds}`, 'HttpOnly', 'SameSite=Lax']
  return [...parts, ...(isSecure(baseUrl) ? ['Secure'] : [])].join('; ')
}

/** By which a browser shows that it is the one that set out. */
export function browserToken(headers: IncomingHttpHeaders, baseUrl: string): string | undefined {
  const pattern = new RegExp(`(?:^|;)\\s*${nameFor(baseUrl)}=([\\w-]{43})\\s*(?:;|$)`)
  return pattern.exec(headers.cookie ?? '')?.[1]
}

export interface Journey {
  readonly providerId: string
  /** The account that is to be linked; null when whoever comes back signs in. */
  readonly userId: string | null
  readonly nonce: string
  readonly verifier: string
  readonly returnTo: string
}

const store = (state: string, browser: string, journey: Journey): Statement => ({
  text: `insert into auth.sso_state (state, browser, provider_id, user_id, nonce, verifier, return_to, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, now() + $8::integer * interval '1 second')`,
  values: [
    hashToken(state),
    hashToken(browser),
    journey.providerId,
    journey.userId,
    journey.nonce,
    journey.verifier,
    journey.returnTo,
    seconds,
  ],
})

/** Remembers who set out where to, bound to this browser: an answer that another browser brings is nobody's. */
export async function setOut(
  runtime: Runtime,
  baseUrl: string,
  { headers }: { headers: IncomingHttpHeaders },
  journey: Journey,
) {
  const state = newToken()
  const browser = browserToken(headers, baseUrl) ?? newToken()
  await send(runtime, [
    { text: 'delete from auth.sso_state where expires_at < now()', values: [] },
    store(state, browser, journey),
  ])
  return { state, cookie: cookie(baseUrl, browser) }
}

/** The journey this answer ends; undefined for an unknown, foreign, used or late one. Of many at once, one finds it. */
export async function comeBack(
  runtime: Runtime,
  { state, browser, providerId }: { readonly state: string; readonly browser: string; readonly providerId: string },
): Promise<Journey | undefined> {
  const text = `delete from auth.sso_state where state = $1 and browser = $2 and provider_id = $3 and expires_at > now()
    returning user_id, nonce, verifier, return_to`
  const [row] = await rowsOf(runtime, { text, values: [hashToken(state), hashToken(browser), providerId] })
  if (!row) return undefined
  const [userId, nonce, verifier, returnTo] = row
  return {
    providerId,
    userId: userId ?? null,
    nonce: String(nonce),
    verifier: String(verifier),
    returnTo: String(returnTo),
  }
}
