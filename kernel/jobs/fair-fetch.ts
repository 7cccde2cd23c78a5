import type { PgBoss } from 'pg-boss'
import type { Held } from './lease.ts'

export interface FairFetch {
  /** The next job, of the tenant whose turn it is; tenants in `full` are passed over. One call at a time. */
  next(full: readonly string[]): Promise<Held | undefined>
  /** A job of whatever tenant may have come: look at all of them again. */
  refresh(): void
}

/** Of the time spent working for the only tenant with jobs, at most a tenth goes to looking whether there is another. */
const patience = 10

/**
 * Lets tenants take turns at a queue: after a job of one, its other jobs wait until every other tenant with a job has had
 * a turn. However long one tenant's backlog, another's single job comes next or nearly next.
 */
export function fairFetch(boss: PgBoss, queue: string): FairFetch {
  const served = new Set<string>()
  let lookAgainAt = 0

  async function fetch(ignoreGroups: readonly string[]): Promise<Held | undefined> {
    const [found] = await boss.fetch<object>(queue, { includeMetadata: true, ignoreGroups: [...ignoreGroups] })
    return found
  }
  async function ofOthers(full: readonly string[]): Promise<Held | undefined> {
    const start = performance.now()
    if (served.size === 0 || start < lookAgainAt) return undefined
    const found = await fetch([...served, ...full])
    const now = performance.now()
    if (!found && served.size === 1) lookAgainAt = now + (now - start) * patience
    return found
  }
  return {
    next: async full => {
      let found = await ofOthers(full)
      if (!found) {
        served.clear()
        found = await fetch(full)
      }
      if (found?.groupId) served.add(found.groupId)
      return found
    },
    refresh: () => {
      lookAgainAt = 0
    },
  }
}
