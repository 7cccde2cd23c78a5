import { type Verification, verifyChain } from '@tenon/kernel/audit/verification.ts'
import type { Session } from '@tenon/kernel/operations/read.ts'

const running = new Map<string, Promise<Verification>>()

/** Reads the organisation's whole history against its chain; who asks while that is under way gets the same answer. */
export function verifyAuditLog({ runtime, tenant }: Session): Promise<Verification> {
  const known = running.get(tenant.id)
  if (known) return known
  const verification = verifyChain(runtime.pool, tenant.id).finally(() => running.delete(tenant.id))
  running.set(tenant.id, verification)
  return verification
}
