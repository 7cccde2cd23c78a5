import type { IncomingHttpHeaders } from 'node:http'

/** The longest that an organisation can let a session last. */
const absoluteSeconds = 365 * 24 * 3600

/** `__Host-` makes browsers refuse the cookie from anywhere but this very host over HTTPS; plain HTTP has no such promise. */
const isSecure = (baseUrl: string) => baseUrl.startsWith('https:')
const nameFor = (baseUrl: string) => (isSecure(baseUrl) ? '__Host-tenon' : 'tenon')

function written(baseUrl: string, value: string, seconds: number): string {
  const parts = [`${nameFor(baseUrl)}=${value}`, 'Path=/', `Max-Age=${seconds}`, 'HttpOnly', 'SameSite=Lax']
  return [...parts, ...(isSecure(baseUrl) ? ['Secure'] : [])].join('; ')
}
/** It outlives the sliding limit of the session on purpose: whether a session still holds is the server's to say. */
export const sessionCookie = (baseUrl: string, token: string) => written(baseUrl, token, absoluteSeconds)
export const endedCookie = (baseUrl: string) => written(baseUrl, '', 0)

export interface Presented {
  readonly token: string
  readonly byCookie: boolean
}

/** The token a request carries. An Authorization header is the only one looked at when there is one, right or wrong. */
export function presentedToken(headers: IncomingHttpHeaders, baseUrl: string): Presented | null {
  if (headers.authorization !== undefined) {
    const token = /^Bearer +([\w-]{32,64})$/i.exec(headers.authorization)?.[1]
    return token ? { token, byCookie: false } : null
  }
  const pattern = new RegExp(`(?:^|;)\\s*${nameFor(baseUrl)}=([\\w-]{32,64})\\s*(?:;|$)`)
  const token = pattern.exec(headers.cookie ?? '')?.[1]
  return token ? { token, byCookie: true } : null
}
