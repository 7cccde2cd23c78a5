import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { role } from '../role/role.entity.ts'
import { guardProvider } from './provider.guard.ts'

/** Another service that says who somebody is, by OpenID Connect. */
export const ssoProvider = entity('identity.ssoProvider', {
  path: 'sso_providers',
  title: 'name',
  icon: 'key-round',
  fields: {
    name: field.text({ max: 100 }).search(),
    issuer: field.url(),
    clientId: field.text({ max: 300 }),
    clientSecret: field.secret({ max: 1000 }),
    /** People whose verified address ends in one of these are known by it; others only once they are linked. */
    domains: field.text({ max: 1000 }).optional(),
    /** Whoever is not a member yet becomes one. */
    autoCreate: field.boolean().default(false),
    defaultRole: field.ref(role).optional(),
    /** Who asks for a second factor: the provider, or we after it. */
    secondFactor: field.choice(['provider', 'here']).default('provider'),
    isActive: field.boolean().default(true),
  },
  views: { all: { columns: ['name', 'issuer', 'domains', 'autoCreate', 'isActive'], sort: 'name' } },
  guard: guardProvider,
})
