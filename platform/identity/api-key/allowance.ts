import type { Pool } from '@tenon/kernel/data/pool.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { LRUCache } from 'lru-cache'
import { type LiveKey, takeAllowance } from './key-store.ts'

const tooMany = refusal('KEY_LIMIT_REACHED', 429, {
  en: 'This API key has used up its {perMinute} requests a minute. Try again in {seconds} seconds.',
  zh: '此 API 密钥每分钟 {perMinute} 次的请求额度已用完，请在 {seconds} 秒后重试。',
})

/** How much of a minute's allowance a server takes out at once, so that not every request writes. */
const share = 1 / 20

/**
 * Counts each key's requests against its limit. The count stands in the database, shared by all servers and kept over a
 * restart; what a server has taken out and not used is lost with it, so a restart gives nobody more.
 */
export function allowances(pool: Pool) {
  const left = new LRUCache<string, number>({ max: 10_000, ttl: 60_000 })
  /** One of those taken out and not yet used, if there is one. */
  const useOne = (id: string): boolean => {
    const known = left.get(id) ?? 0
    if (known > 0) left.set(id, known - 1)
    return known > 0
  }
  return async (key: LiveKey): Promise<void> => {
    if (useOne(key.id)) return
    const [rows] = await pool.instance([takeAllowance(key, Math.max(1, Math.floor(key.perMinute * share)))])
    const [taken, wait] = (rows?.[0] ?? ['1', '0']).map(Number) as [number, number]
    if (taken > 0) left.set(key.id, (left.get(key.id) ?? 0) + taken)
    const seconds = Math.max(1, wait)
    if (!useOne(key.id)) throw tooMany({ perMinute: key.perMinute, seconds }, { retryAfter: seconds })
  }
}
