import type { IncomingHttpHeaders } from 'node:http'
import type { Statement } from '@tenon/kernel/data/batch.ts'
import { v7 as uuid } from 'uuid'
import { hashToken, newToken } from '../sign-in/token.ts'

export const trustedDays = 30

const isSecure = (baseUrl: string) => baseUrl.startsWith('https:')
const nameFor = (baseUrl: string) => (isSecure(baseUrl) ? '__Host-tenon-device' : 'tenon-device')

function cookie(baseUrl: string, token: string): string {
  const life = `Max-Age=${trustedDays * 24 * 3600}`
  const parts = [`${nameFor(baseUrl)}=${token}`, 'Path=/', life, 'HttpOnly', 'SameSite=Lax']
  return [...parts, ...(isSecure(baseUrl) ? ['Secure'] : [])].join('; ')
}

interface Browser {
  readonly address: string
  readonly userAgent?: string | undefined
}

/** A cookie by which this browser is known from now on, and what stores its hash. */
export function trustDevice(userId: string, baseUrl: string, { address, userAgent = '' }: Browser) {
  const token = newToken()
  const store: Statement = {
    text: `insert into auth.trusted_device (id, user_id, token, user_agent, ip_address, expires_at)
      values ($1, $2, $3, $4, $5, now() + $6::integer * interval '1 day')`,
    values: [uuid(), userId, hashToken(token), userAgent.slice(0, 400), address, trustedDays],
  }
  const tidy: Statement = { text: 'delete from auth.trusted_device where expires_at < now()', values: [] }
  return { cookie: cookie(baseUrl, token), statements: [tidy, store] }
}

/** The token by which a browser says that it is trusted. */
export function deviceToken(headers: IncomingHttpHeaders, baseUrl: string): string | undefined {
  const pattern = new RegExp(`(?:^|;)\\s*${nameFor(baseUrl)}=([\\w-]{43})\\s*(?:;|$)`)
  return pattern.exec(headers.cookie ?? '')?.[1]
}

/** Gives a row when this account trusts the browser; that it was seen is recorded. */
export const seeDevice = (userId: string, token: string): Statement => ({
  text: `update auth.trusted_device set last_used_at = now()
    where user_id = $1 and token = $2 and expires_at > now() returning id`,
  values: [userId, hashToken(token)],
})

export const devicesOf = (userId: string): Statement => ({
  text: `select id, user_agent, ip_address, created_at, last_used_at, expires_at, token from auth.trusted_device
    where user_id = $1 and expires_at > now() order by last_used_at desc`,
  values: [userId],
})
export const forgetDevice = (userId: string, id: string): Statement => ({
  text: 'delete from auth.trusted_device where user_id = $1 and id = $2 returning id',
  values: [userId, id],
})
export const forgetDevices = (userId: string): Statement => ({
  text: 'delete from auth.trusted_device where user_id = $1',
  values: [userId],
})
