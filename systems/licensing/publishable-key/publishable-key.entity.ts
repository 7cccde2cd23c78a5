import { action } from '@tenon/kernel/entity/action.ts'
import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { workOf } from '@tenon/kernel/operations/ctx.ts'
import { forgetKey } from '../license-key/key-store.ts'
import { product } from '../product/product.entity.ts'

/**
 * What a program names when it asks about licences: it says for which organisation, and opens nothing but those questions,
 * so it may be shipped with the program. The key itself is shown once; here stands how it begins.
 */
export const publishableKey = entity('licensing.publishableKey', {
  path: 'publishable_keys',
  title: 'name',
  icon: 'radio-tower',
  fields: {
    name: field.text({ max: 100 }).search(),
    product: field.ref(product).optional(),
    perMinute: field.integer({ min: 1, max: 10_000_000 }).default(60_000),
    perAddress: field.integer({ min: 1, max: 10_000_000 }).default(600),
    prefix: field.text({ max: 40 }).internal(),
  },
  states: { active: ['revoked'], revoked: [] },
  tones: { active: 'production', revoked: 'risk' },
  views: { all: { columns: ['name', 'product', 'prefix', 'perMinute', 'perAddress', 'status'], sort: '-createdAt' } },
})

/** Its next question is refused: the digest by which it is found goes in the same transaction. */
export const revokePublishableKey = action(publishableKey, 'revoke', {
  from: ['active'],
  to: 'revoked',
  event: 'revoked',
  danger: true,
  input: { reason: field.text({ max: 1000 }).optional() },
  run({ ctx, record }) {
    const work = workOf(ctx)
    work.write(forgetKey(work.tenant.id, 'publishable', record.id))
    return {}
  },
})
