import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { Results, Statement } from '@tenon/kernel/data/batch.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'

const tooManyAttempts = refusal('TOO_MANY_ATTEMPTS', 429, {
  en: 'Too many failed attempts. Try again in {seconds} seconds.',
  zh: '失败次数过多，请在 {seconds} 秒后重试。',
})

/** After `free` failures each further one doubles a delay of `first` seconds, up to `longest`; one is forgiven every `forgiven` seconds. */
interface Limit {
  readonly free: number
  readonly first: number
  readonly longest: number
  readonly forgiven: number
}
/**
 * An account from one network is held strictly. The account over all networks, and a network over all accounts, are held
 * for a minute at most, and neither holds a place this account has signed in from before: failing on purpose locks out
 * nobody who is where they usually are.
 */
const limits = {
  pair: { free: 5, first: 30, longest: 300, forgiven: 600 },
  account: { free: 15, first: 15, longest: 60, forgiven: 600 },
  network: { free: 60, first: 5, longest: 60, forgiven: 20 },
} satisfies Record<string, Limit>
type Limits = Readonly<Record<keyof typeof limits, Limit>>
type Counter = keyof typeof limits
const counters = Object.keys(limits) as Counter[]

/** Where failures are counted. Identifiers are hashed: people type passwords into the wrong box. */
export type Keys = Readonly<Record<Counter | 'known', string>>

/** `A.B@x.com` and `ab@x.com` are counted as one, so that dots and case buy no further tries. */
export function accountKey(identifier: string): string {
  const [name = '', ...domain] = identifier.normalize('NFKC').toLowerCase().split('@')
  const plain = [name.replaceAll('.', '').replace(/\+.*$/, ''), ...domain].join('@')
  return createHash('sha256').update(plain).digest('base64url').slice(0, 22)
}

/** One IPv4 address, or the /64 that one IPv6 subscriber owns. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1] as string
  const [head = '', tail] = (address.split('%')[0] as string).split('::')
  const front = head ? head.split(':') : []
  const back = tail ? tail.split(':') : []
  const groups = tail === undefined ? front : [...front, ...Array(8 - front.length - back.length).fill('0'), ...back]
  return groups
    .slice(0, 4)
    .map(group => Number.parseInt(group, 16).toString(16))
    .join(':')
}

export function throttleKeys(identifier: string, address: string): Keys {
  const [account, network] = [accountKey(identifier), networkOf(address)]
  return {
    account: `account ${account}`,
    network: `network ${network}`,
    pair: `pair ${account} ${network}`,
    known: `known ${account} ${network}`,
  }
}

export const readThrottle = (keys: Keys): Statement => ({
  text: 'select key, level, extract(epoch from now() - at) from auth.throttle where key = any($1)',
  values: [Object.values(keys)],
})

function waitFor({ free, first, longest }: Limit, level: number, ago: number): number {
  const beyond = Math.round(level) - free // a moment's forgiveness is no whole failure less
  return beyond < 0 ? 0 : Math.min(longest, first * 2 ** beyond) - ago
}

/** How many failures an organisation bears from one network, and for how long it then keeps that network waiting at most. */
export interface Lockout {
  readonly attempts: number
  readonly minutes: number
}
const limitsWith = ({ attempts, minutes }: Lockout): Limits => ({
  ...limits,
  pair: { ...limits.pair, free: attempts, longest: minutes * 60 },
})
const usualLockout: Lockout = { attempts: limits.pair.free, minutes: limits.pair.longest / 60 }

/** Seconds that one network still waits for an account, given the level and age of its counter. */
export const pairWait = (lockout: Lockout, level: number, ago: number): number =>
  Math.max(0, Math.ceil(waitFor(limitsWith(lockout).pair, level, ago)))

/** Throws 429 with `Retry-After` while a counter holds; takes the rows of `readThrottle`. */
export function refuseWhileThrottled(keys: Keys, rows: Results[number], lockout: Lockout = usualLockout): void {
  const own = limitsWith(lockout)
  const found = new Map(rows.map(([key, level, ago]) => [key, { level: Number(level), ago: Number(ago) }]))
  const held = found.has(keys.known) ? (['pair'] as const) : counters
  const waits = held.map(counter => {
    const row = found.get(keys[counter])
    return row ? waitFor(own[counter], row.level, row.ago) : 0
  })
  const seconds = Math.ceil(Math.max(...waits))
  if (seconds > 0) throw tooManyAttempts({ seconds }, { retryAfter: seconds })
}

/** Always in the same order, so that two failures at once never wait for each other in a circle. */
export const countFailure = (keys: Keys): Statement[] =>
  counters.map(counter => ({
    text: `insert into auth.throttle as t (key, level) values ($1, 1) on conflict (key) do update
      set level = greatest(0, t.level - extract(epoch from now() - t.at) / $2) + 1, at = now()`,
    values: [keys[counter], limits[counter].forgiven],
  }))

/** A success clears what the account is held for here and makes this a known place of it; the network's count stays. */
export const countSuccess = (keys: Keys): Statement[] => [
  { text: 'delete from auth.throttle where key = any($1)', values: [[keys.pair, keys.account]] },
  {
    text: 'insert into auth.throttle (key, level) values ($1, 0) on conflict (key) do update set at = now()',
    values: [keys.known],
  },
  { text: "delete from auth.throttle where at < now() - interval '30 days'", values: [] },
]
