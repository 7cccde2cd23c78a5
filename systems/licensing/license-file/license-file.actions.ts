import { permissionOf } from '@tenon/kernel/access/permission.ts'
import { action } from '@tenon/kernel/entity/action.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { activation } from '../activation/activation.entity.ts'
import { license } from '../license/license.entity.ts'
import { policy } from '../policy/policy.entity.ts'
import { issueFile } from './issue.ts'
import { licenseFile } from './license-file.entity.ts'

/** A signed file of the licence as it stands, for a machine that cannot ask. */
export const checkOut = action(license, 'checkOut', {
  from: ['issued', 'deployed', 'inUse', 'grace'],
  event: 'checkedOut',
  input: {
    ttlHours: field.integer({ min: 1, max: 1_000_000 }).optional(),
    activation: field.ref(activation).optional(),
    fingerprint: field.text({ max: 200 }).optional(),
  },
  async run({ ctx, record, input }) {
    const mayExceed = ctx.actor.access.may(permissionOf(policy, 'update'))
    await issueFile(ctx, record, { ...input, mayExceed })
    return {}
  },
})

/** The file goes on the revocation list; a product that is shown the list no longer accepts it. */
export const revokeFile = action(licenseFile, 'revoke', {
  from: ['issued'],
  to: 'revoked',
  event: 'revoked',
  danger: true,
  input: { reason: field.text({ max: 1000 }) },
  run: ({ ctx, input }) => ({ revokedAt: ctx.now, revokeReason: input.reason }),
})
