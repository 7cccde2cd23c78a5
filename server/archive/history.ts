import { verifyChain } from '@tenon/kernel/audit/verification.ts'
import { poolWithin, type Session } from './connection.ts'
import type { History } from './format.ts'

/** What the tenant's chain of history is found to be, within this session's transaction. */
export async function historyOf(session: Session, tenantId: string): Promise<History> {
  const { head, events, unsealed, fault } = await verifyChain(poolWithin(session), tenantId)
  return { head, events, unsealed, fault: fault?.kind ?? null }
}
