import type { Pool } from '../data/pool.ts'
import type { Runtime } from '../data/unit-of-work.ts'
import type { KeyRing } from '../secrets/key-ring.ts'

type CommitListener = Runtime['committed']

/** A runtime that tells everyone who listens of each commit; background work is started with it and then listens. */
export function openRuntime(pool: Pool, secrets?: KeyRing): Runtime & { onCommit(listener: CommitListener): void } {
  const listeners: CommitListener[] = []
  return {
    pool,
    ...(secrets ? { secrets } : {}),
    committed: (tenantId, touched) => {
      for (const listener of listeners) listener(tenantId, touched)
    },
    onCommit: listener => void listeners.push(listener),
  }
}
