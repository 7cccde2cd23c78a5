import { changeRecord, lockRecord } from '@tenon/kernel/data/records.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { member } from './member.entity.ts'

/** Whoever was invited and has just chosen a password, or come in by other means, belongs from now on. */
export async function activateInvited(work: Work, memberId: string): Promise<void> {
  const text = `select 1 from identity.member where tenant_id = $1 and id = $2 and status = 'invited' and deleted_at is null`
  if ((await work.read({ text, values: [work.tenant.id, memberId] })).length === 0) return
  const { record } = await lockRecord(work, member, memberId)
  const change = { act: 'activate', event: 'activated' }
  changeRecord(work, member, record, { status: 'active' }, change, { restricted: false })
}
