import type { Pool } from '../data/pool.ts'
import type { Runtime } from '../data/unit-of-work.ts'
import type { KeyRing } from '../secrets/key-ring.ts'

/** A runtime that tells everyone who listens of each commit; background work is started with it and then listens. */
export function openRuntime(
  pool: Pool,
  secrets?: KeyRing,
): Runtime & { onCommit(listener: (tenantId: string) => void): void } {
  const listeners: ((tenantId: string) => void)[] = []
  return {
    pool,
    ...(secrets ? { secrets } : {}),
    committed: tenantId => {
      for (const listener of listeners) listener(tenantId)
    },
    onCommit: listener => void listeners.push(listener),
  }
}
