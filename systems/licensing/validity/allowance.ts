import { isIPv6 } from 'node:net'
import type { Runtime } from '@tenon/kernel/data/unit-of-work.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { remember } from '@tenon/kernel/remember.ts'

const tooOften = refusal('ASKED_TOO_OFTEN', 429, {
  en: 'Too many questions. Ask again in {seconds} seconds.',
  zh: '请求过于频繁，请在 {seconds} 秒后重试。',
})

/** What one publishable key lets through in a minute: all together, and from one network. */
export interface Rate {
  readonly perMinute: number
  readonly perAddress: number
}
/** Keys that are none, from one network: whoever tries more is guessing. */
const unknownPerMinute = 60
const mostCounted = 50_000

interface Spent {
  level: number
  at: number
}

/** An IPv6 subscriber holds a whole network of addresses, so those count as one. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1] as string
  const [head = '', tail] = (address.split('%')[0] as string).split('::')
  const groups = head.split(':').filter(Boolean)
  const zeros = tail === undefined ? 0 : 4
  return [...groups, ...Array<string>(zeros).fill('0')]
    .slice(0, 4)
    .map(group => Number.parseInt(group, 16).toString(16))
    .join(':')
}

/** Counts what drains away evenly over a minute; the oldest count makes room for a new one. */
function counter() {
  const counts = new Map<string, Spent>()
  return (what: string, perMinute: number, now: number): number => {
    const known = counts.get(what) ?? { level: 0, at: now }
    const level = Math.max(0, known.level - ((now - known.at) * perMinute) / 60_000)
    if (level + 1 > perMinute) return Math.max(1, Math.ceil(((level + 1 - perMinute) * 60) / perMinute))
    if (!counts.has(what) && counts.size >= mostCounted) counts.delete(counts.keys().next().value as string)
    counts.set(what, { level: level + 1, at: now })
    return 0
  }
}

/** Each server counts for itself: what is limited is what one of them has to answer. */
function allowance() {
  const spend = counter()
  const rates = new Map<string, Rate>()
  const refuse = (seconds: number) => {
    if (seconds > 0) throw tooOften({ seconds }, { retryAfter: seconds })
  }
  const pay = (key: string, network: string, rate: Rate) => {
    const now = Date.now()
    refuse(spend(`${key} ${network}`, rate.perAddress, now))
    refuse(spend(key, rate.perMinute, now))
  }
  return {
    /** Before anything is looked up: refuses what is known to be too much. */
    ask(key: string, address: string): void {
      const rate = rates.get(key)
      if (rate) pay(key, networkOf(address), rate)
    },
    /** Once the key is known to be in force. */
    found(key: string, address: string, rate: Rate): void {
      if (!rates.has(key)) pay(key, networkOf(address), rate)
      if (rates.size >= mostCounted) rates.clear()
      rates.set(key, rate)
    },
    /** The key is none. */
    unknown(key: string, address: string): void {
      rates.delete(key)
      refuse(spend(`unknown ${networkOf(address)}`, unknownPerMinute, Date.now()))
    },
  }
}

const ofRuntimes = new WeakMap<Runtime, ReturnType<typeof allowance>>()
export const allowanceOf = (runtime: Runtime) => remember(ofRuntimes, runtime, allowance)
