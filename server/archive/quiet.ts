import { setTimeout as pause } from 'node:timers/promises'
import type { Session } from './connection.ts'

const patience = 30_000

/** Waits until every transaction that began before now has ended. Throws after half a minute. */
export async function untilOthersEnd({ rows }: Session): Promise<void> {
  const [now] = await rows('select pg_current_xact_id()::text')
  for (const until = Date.now() + patience; ; await pause(20)) {
    const [ended] = await rows('select pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8', [now?.[0]])
    if (ended?.[0] === 't') return
    if (Date.now() > until) throw new Error('A transaction that began before is still running: try again later.')
  }
}

/**
 * Keeps everyone of the tenant out and lets what is under way end, so that no request writes into what is being taken
 * away. Returns what puts the status back, for when nothing comes of it.
 */
export async function silence(session: Session, tenantId: string): Promise<() => Promise<void>> {
  const { rows } = session
  const [before] = await rows('select status from kernel.tenant where id = $1', [tenantId])
  await rows("update kernel.tenant set status = 'suspended' where id = $1", [tenantId])
  const restore = async () => {
    await rows('update kernel.tenant set status = $2 where id = $1', [tenantId, before?.[0]])
  }
  try {
    await untilOthersEnd(session)
  } catch (error) {
    await restore()
    throw error
  }
  return restore
}
