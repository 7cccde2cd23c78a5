import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { member } from '../member/member.entity.ts'

/**
 * One attempt of somebody this organisation knows to come in, whether it was let in or not. What strangers try is not
 * here: it would tell one organisation about the accounts of another.
 */
export const signInAttempt = entity('identity.signIn', {
  path: 'sign_ins',
  title: 'identifier',
  icon: 'log-in',
  appendOnly: true,
  byActionsOnly: true,
  fields: {
    at: field.instant(),
    identifier: field.text({ max: 254 }).search().personal('email'),
    member: field.ref(member).optional(),
    outcome: field.choice(['success', 'failure']),
    /** The code of the refusal, or what stands behind a success: `invitation`. */
    reason: field.text({ max: 60 }).optional(),
    method: field.choice(['password', 'passkey', 'sso', 'link', 'key']),
    address: field.text({ max: 45 }).optional().search(),
    device: field.text({ max: 100 }).optional(),
  },
  scopes: { own: 'member', department: 'member.departments.department' },
  views: {
    all: { columns: ['at', 'identifier', 'member', 'outcome', 'reason', 'method', 'address', 'device'], sort: '-at' },
    failures: {
      columns: ['at', 'identifier', 'member', 'reason', 'method', 'address', 'device'],
      filter: { outcome: 'failure' },
      sort: '-at',
    },
    mine: { columns: ['at', 'outcome', 'reason', 'method', 'address', 'device'], scope: 'own', sort: '-at' },
  },
  indexes: [['at']],
})
