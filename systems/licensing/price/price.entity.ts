import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { editions } from '../license/license.rules.ts'
import { policy } from '../policy/policy.entity.ts'
import { product } from '../product/product.entity.ts'

/**
 * A line of the price list: what one user costs for a year (once, where a licence is perpetual), from how many users on.
 * A price for one policy goes before a price for all policies of its product.
 */
export const licensePrice = entity('licensing.licensePrice', {
  path: 'license_prices',
  title: ['product', 'edition'],
  icon: 'tag',
  fields: {
    product: field.ref(product),
    policy: field.ref(policy).optional(),
    edition: field.choice(editions).default('team'),
    fromQuantity: field.integer({ min: 1, max: 10_000_000 }).default(1),
    unitPrice: field.money({ min: 0 }),
    validFrom: field.date().optional(),
  },
  views: {
    all: {
      columns: ['product', 'policy', 'edition', 'fromQuantity', 'unitPrice', 'validFrom'],
      sort: ['product', 'edition', 'fromQuantity'],
    },
  },
  indexes: [['product', 'edition', 'fromQuantity']],
})
