import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { member } from '../member/member.entity.ts'

/** What became of all that was someone's when they left: the receipt, written once and kept. */
export const leaving = entity('identity.leaving', {
  path: 'leavings',
  title: 'name',
  icon: 'user-minus',
  appendOnly: true,
  byActionsOnly: true,
  fields: {
    member: field.ref(member),
    name: field.text({ max: 100 }).search(),
    /** Who took over whatever no rule gave to someone else. */
    to: field.ref(member).optional(),
    reason: field.text({ max: 500 }).optional(),
    at: field.instant(),
    /** `[{entity, field, to, count}]`; `to` is null for what was released. */
    items: field.json(),
    sessions: field.integer({ min: 0 }),
    apiKeys: field.integer({ min: 0 }),
    invitations: field.integer({ min: 0 }),
    /** `[{id, name}]` of the departments this person was a head of. */
    heads: field.json(),
    /** `[{id, name}]` of the positions that became vacant. */
    positions: field.json(),
  },
  scopes: { own: 'member', department: 'member.departments.department' },
  views: {
    all: { columns: ['at', 'name', 'to', 'reason', 'sessions', 'apiKeys', 'invitations'], sort: '-at' },
  },
})
