import type { Pool } from '@tenon/kernel/data/pool.ts'
import type { Runtime } from '@tenon/kernel/data/unit-of-work.ts'

const running = new WeakMap<Pool, Set<Promise<void>>>()
const told = (error: unknown) =>
  process.emitWarning(`Work behind a sign-in has failed: ${error instanceof Error ? error.message : error}`)

/** Does what an answer must not wait for, after the answer has left. */
export function background({ pool }: Runtime, work: () => Promise<void>): void {
  const all = running.get(pool) ?? new Set<Promise<void>>()
  running.set(pool, all)
  const one: Promise<void> = new Promise(resolve => setImmediate(resolve))
    .then(work)
    .catch(told)
    .finally(() => all.delete(one))
  all.add(one)
}

/** Resolves when nothing is under way; for the end of a server, and for tests. */
export const settled = async ({ pool }: Runtime): Promise<void> => void (await Promise.all(running.get(pool) ?? []))
