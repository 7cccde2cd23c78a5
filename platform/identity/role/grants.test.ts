import { accessOf } from '@tenon/kernel/access/access.ts'
import type { Grant } from '@tenon/kernel/access/grant.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { covers, faultsOf } from './grants.rules.ts'

const scopes = ['tenant', 'own', 'site'] as const
const fields = ['name', 'price', 'notes'] as const
const permissions = ['crm.lead.read', 'crm.lead.update', 'crm.deal.read', 'sales.order.read'] as const
const anyGrant: fc.Arbitrary<Grant> = fc.record({
  permission: fc.constantFrom(...permissions, 'crm.lead.*', 'crm.*', 'sales.*', '*'),
  scope: fc.constantFrom(...scopes),
  fields: fc.option(fc.subarray([...fields], { minLength: 1 }), { nil: null }),
})

/** Every single thing that grants give: this field, on the rows of this scope, by this permission. */
function reach(grants: readonly Grant[]): Set<string> {
  const access = accessOf(grants)
  const given = permissions.flatMap(permission => access.grants(permission).map(grant => ({ ...grant, permission })))
  return new Set(
    given.flatMap(({ permission, scope, fields: only }) =>
      (scope === 'tenant' ? scopes : [scope]).flatMap(rows =>
        (only ?? [...fields, 'a field of tomorrow']).map(field => `${permission} ${rows} ${field}`),
      ),
    ),
  )
}

test('what is held to be covered gives nothing that is not held', () => {
  fc.assert(
    fc.property(fc.array(anyGrant, { maxLength: 5 }), anyGrant, (held, wanted) => {
      if (!covers(accessOf(held), wanted)) return
      const have = reach(held)
      expect([...reach([wanted])].filter(thing => !have.has(thing))).toEqual([])
    }),
    { numRuns: 3000 },
  )
})

test('a wildcard, all rows and all fields need as much', () => {
  const held = accessOf([
    { permission: 'crm.lead.*', scope: 'own', fields: null },
    { permission: 'crm.deal.read', scope: 'tenant', fields: ['name'] },
    { permission: 'crm.deal.read', scope: 'tenant', fields: ['price'] },
  ])
  expect(covers(held, { permission: 'crm.lead.update', scope: 'own', fields: null })).toBe(true)
  expect(covers(held, { permission: 'crm.lead.update', scope: 'tenant', fields: null })).toBe(false)
  expect(covers(held, { permission: 'crm.*', scope: 'own', fields: null })).toBe(false)
  expect(covers(held, { permission: 'crm.deal.read', scope: 'own', fields: ['name', 'price'] })).toBe(true)
  expect(covers(held, { permission: 'crm.deal.read', scope: 'own', fields: null })).toBe(false)
})

test('a grant that could mean nothing is not a grant', () => {
  const right = { permission: 'crm.lead.read', scope: 'own', fields: 'name, price' }
  expect(faultsOf(right)).toEqual([])
  expect(faultsOf({ ...right, permission: '*', fields: null })).toEqual([])
  expect(faultsOf({ permission: 'crm.*.read', scope: 'own rows', fields: 'name,,price' })).toEqual([
    'permission',
    'scope',
    'fields',
  ])
})
