import { action } from '@tenon/kernel/entity/action.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { member } from './member.entity.ts'

const nothingToApprove = refusal('NOTHING_TO_APPROVE', 409, {
  en: 'Nobody has asked to join under this record. Invite the person instead.',
  zh: '此记录没有待批准的加入申请，请改为发出邀请。',
})

/** Lets someone in who joined by an invitation that asks for approval. */
export const approve = action(member, 'approve', {
  from: ['draft'],
  to: 'active',
  event: 'approved',
  run({ record }) {
    if (record.userId === null) throw nothingToApprove()
    return {}
  },
})
