import type { Work } from '../data/unit-of-work.ts'

/**
 * Runs `act` on a unit of work for at most `ms` milliseconds, then throws, so that the transaction is given up with its
 * locks and its connection. What still runs afterwards finds the unit of work closed.
 */
export async function limited<T>(work: Work, ms: number, act: (work: Work) => Promise<T>): Promise<T> {
  const late = new Error(`It did not come to an end within ${ms} ms`)
  let isOver = false
  const refuse = () => {
    if (isOver) throw late
  }
  const { runtime, tenant, actor, now, today, slots } = work
  const open: Work = {
    runtime,
    tenant,
    actor,
    now,
    today,
    slots,
    write: statement => {
      refuse()
      work.write(statement)
    },
    read: async statement => {
      refuse()
      return work.read(statement)
    },
  }
  const limit = Promise.withResolvers<never>()
  const timer = setTimeout(() => limit.reject(late), ms).unref()
  try {
    return await Promise.race([act(open), limit.promise])
  } finally {
    isOver = true
    clearTimeout(timer)
  }
}
