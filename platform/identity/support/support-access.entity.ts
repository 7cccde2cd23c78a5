import { action } from '@tenon/kernel/entity/action.ts'
import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { member } from '../member/member.entity.ts'
import { role } from '../role/role.entity.ts'

const alreadyOver = refusal('SUPPORT_ACCESS_OVER', 409, {
  en: 'This access is over already.',
  zh: '此次访问已经结束。',
})

/**
 * A time for which whoever operates the installation may come in, and why. Without one nobody outside the organisation
 * sees its records through the product; what is done under it stands in the history under the operator's name.
 */
export const supportAccess = entity('identity.supportAccess', {
  path: 'support_accesses',
  title: 'operator',
  icon: 'life-buoy',
  byActionsOnly: true,
  fields: {
    operator: field.text({ max: 100 }).search(),
    reason: field.text({ max: 500 }).search(),
    /** Whose rights the operator has; when empty, everything may be looked at and nothing changed. */
    role: field.ref(role).optional(),
    from: field.instant(),
    until: field.instant(),
    /** The link was used. */
    enteredAt: field.instant().optional(),
    endedAt: field.instant().optional(),
    endedBy: field.ref(member).optional(),
  },
  views: {
    all: {
      columns: ['operator', 'reason', 'role', 'from', 'until', 'enteredAt', 'endedAt', 'endedBy'],
      sort: '-from',
    },
    open: {
      columns: ['operator', 'reason', 'role', 'from', 'until', 'enteredAt'],
      filter: { 'endedAt.empty': 'true' },
      sort: '-from',
    },
  },
  indexes: [['from']],
})

/** The operator's next request is refused: the migrations take the access out of the directory in this transaction. */
export const end = action(supportAccess, 'end', {
  event: 'ended',
  danger: true,
  run({ ctx, record }) {
    if (record.endedAt || Date.parse(record.until) <= Date.parse(ctx.now)) throw alreadyOver()
    return { endedAt: ctx.now, endedBy: ctx.actor.memberId }
  },
})
