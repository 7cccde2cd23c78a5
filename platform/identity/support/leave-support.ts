import { changeRecord, lockRecord } from '@tenon/kernel/data/records.ts'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import type { Session } from '@tenon/kernel/operations/read.ts'
import type { SignedIn } from '../standing/standing.ts'
import { supportAccess } from './support-access.entity.ts'

/** The operator leaves of its own accord. */
export async function leaveSupport({ runtime, tenant, actor }: Session, { sessionId }: SignedIn): Promise<void> {
  await unitOfWork(runtime, tenant, actor, async work => {
    const { record } = await lockRecord(work, supportAccess, sessionId)
    const change = { act: 'end', event: 'ended' }
    changeRecord(work, supportAccess, record, { endedAt: work.now }, change, { restricted: false })
  })
}
