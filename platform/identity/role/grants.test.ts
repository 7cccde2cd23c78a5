import { accessOf } from '@tenon/kernel/access/access.ts'
import { type Grant, type GrantSpec, type Mute, shows, toGrant } from '@tenon/kernel/access/grant.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { covers, faultsOf, wholeLine } from './grants.rules.ts'

const scopes = ['tenant', 'own', 'department', 'departmentTree'] as const
const fields = ['name', 'price', 'notes'] as const
const future = 'a field of tomorrow'
const permissions = ['crm.lead.read', 'crm.lead.list', 'crm.lead.update', 'crm.deal.read', 'sales.order.read'] as const
const some = fc.subarray([...fields], { minLength: 1 })
const pattern = fc.constantFrom(...permissions, 'crm.lead.*', 'crm.*', 'sales.*', '*.*.read', '*')
const anyGrant: fc.Arbitrary<Grant> = fc
  .record(
    { permission: pattern, scope: fc.constantFrom(...scopes), fields: some, masked: some },
    { requiredKeys: ['permission', 'scope'] },
  )
  .map(toGrant)
const anyMute: fc.Arbitrary<Mute> = fc.record({ permission: pattern, fields: fc.option(some, { nil: null }) })

/** The rows that a scope names, with what lies within it. */
const within: Readonly<Record<string, readonly string[]>> = {
  tenant: scopes,
  departmentTree: ['departmentTree', 'department'],
}

/** Every single thing that rights give: this field, clear or masked, on the rows of this scope, by this permission. */
function reach(grants: readonly Grant[], mutes: readonly Mute[] = []): Set<string> {
  const access = accessOf(grants, mutes)
  const given = permissions.flatMap(permission => access.grants(permission).map(grant => ({ ...grant, permission })))
  return new Set(
    given.flatMap(grant => {
      const scope = grant.rows[0]?.scope ?? 'tenant'
      return (within[scope] ?? [scope]).flatMap(rows =>
        [...fields, future].flatMap(field => {
          const how = shows(grant, field)
          const seen = how === 'clear' ? ['clear', 'masked'] : how === 'masked' ? ['masked'] : []
          return seen.map(as => `${grant.permission} ${rows} ${field} ${as}`)
        }),
      )
    }),
  )
}

test('what is held to be covered gives nothing that is not held', () => {
  let covered = 0
  fc.assert(
    fc.property(
      fc.array(anyGrant, { maxLength: 5 }),
      fc.array(anyMute, { maxLength: 2 }),
      anyGrant,
      (held, mutes, wanted) => {
        if (!covers(accessOf(held, mutes), wanted)) return
        covered++
        const have = reach(held, mutes)
        expect([...reach([wanted])].filter(thing => !have.has(thing))).toEqual([])
      },
    ),
    { numRuns: 10_000 },
  )
  expect(covered).toBeGreaterThan(50)
})

test('a wildcard, all rows and all fields need as much', () => {
  const held = accessOf([
    toGrant({ permission: 'crm.lead.*', scope: 'own' }),
    toGrant({ permission: 'crm.deal.read', fields: ['name'] }),
    toGrant({ permission: 'crm.deal.read', fields: ['price'] }),
  ])
  const may = (wanted: GrantSpec) => covers(held, toGrant(wanted))
  expect(may({ permission: 'crm.lead.update', scope: 'own' })).toBe(true)
  expect(may({ permission: 'crm.lead.update' })).toBe(false)
  expect(may({ permission: 'crm.*', scope: 'own' })).toBe(false)
  expect(may({ permission: 'crm.deal.read', scope: 'own', fields: ['name', 'price'] })).toBe(true)
  expect(may({ permission: 'crm.deal.read', scope: 'own' })).toBe(false)
})

test('a muted right is gone whoever gives it, a muted field from every grant', () => {
  const held = [toGrant({ permission: '*' }), toGrant({ permission: 'crm.lead.update', scope: 'own' })]
  const access = accessOf(held, [
    { permission: '*.*.remove', fields: null },
    { permission: 'crm.lead.read', fields: ['price'] },
  ])
  expect(access.may('sales.order.remove')).toBe(false)
  expect(access.may('crm.lead.update')).toBe(true)
  expect(access.grants('crm.lead.list').every(grant => shows(grant, 'price') === 'nothing')).toBe(true)
  expect(covers(access, toGrant({ permission: '*' }))).toBe(false)
  expect(accessOf(held, [{ permission: 'crm.lead.list', fields: null }]).may('crm.lead.list')).toBe(false)
})

test('a line that could mean nothing is refused', () => {
  const right = wholeLine({ permission: 'crm.lead.read', scope: 'own', fields: 'name, price' })
  expect(faultsOf(right)).toEqual([])
  expect(faultsOf({ ...right, permission: '*.*.read', fields: null })).toEqual([])
  expect(faultsOf({ ...right, permission: 'crm.lead', scope: 'own rows', fields: 'name,,price' })).toEqual([
    'scope',
    'fields',
  ])
  expect(faultsOf({ ...right, scope: 'departments' })).toEqual(['among'])
  expect(faultsOf({ ...right, scope: 'filter', filter: [] })).toEqual(['filter'])
  expect(faultsOf({ ...right, effect: 'mute' })).toEqual(['scope'])
})
