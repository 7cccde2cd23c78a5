import { action } from '@tenon/kernel/entity/action.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { createKey } from './signer.ts'
import { signingKey } from './signing-key.entity.ts'

/** The next key signs from now on. What this one signed stays good; its private half is destroyed. */
export const rotate = action(signingKey, 'rotate', {
  from: ['active'],
  to: 'retired',
  event: 'rotated',
  async run({ ctx }) {
    await createKey(ctx)
    return { privateKey: null, retiredAt: ctx.now }
  },
})

/** For a key that others may have got hold of. There is always one that signs, if only the revocation list. */
export const revoke = action(signingKey, 'revoke', {
  from: ['active', 'retired'],
  to: 'revoked',
  event: 'revoked',
  danger: true,
  input: { reason: field.text({ max: 1000 }) },
  async run({ ctx, record, input }) {
    if (record.status === 'active') await createKey(ctx)
    return { privateKey: null, revokedAt: ctx.now, revokeReason: input.reason }
  },
})
