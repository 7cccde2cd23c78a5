import { action } from '@tenon/kernel/entity/action.ts'
import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { member } from '../member/member.entity.ts'
import { role } from '../role/role.entity.ts'

/** A role whose rights the key has, as far as its owner holds it. */
export const apiKeyRole = entity('identity.apiKeyRole', { title: 'role', fields: { role: field.ref(role) } })

/**
 * What a program signs in with on behalf of its owner: never more than the owner may do at that moment, and of that only
 * what the key is for. The key itself is shown once; here stands how it begins.
 */
export const apiKey = entity('identity.apiKey', {
  path: 'api_keys',
  title: 'name',
  icon: 'key-round',
  byActionsOnly: true,
  fields: {
    name: field.text({ max: 100 }).search(),
    member: field.ref(member),
    prefix: field.text({ max: 20 }).search(),
    /** Patterns separated by commas; empty when the roles say it all. */
    permissions: field.longText().optional(),
    roles: field.lines(apiKeyRole, { max: 20 }),
    /** Networks separated by commas; empty: from anywhere. */
    addresses: field.text({ max: 1000 }).optional(),
    perMinute: field.integer({ min: 1 }),
    expiresAt: field.instant(),
    lastUsedAt: field.instant().optional(),
    lastUsedAddress: field.text({ max: 45 }).optional(),
  },
  states: { active: ['revoked'], revoked: [] },
  tones: { active: 'production', revoked: 'risk' },
  scopes: { own: 'member', department: 'member.departments.department' },
  views: {
    all: {
      columns: ['name', 'member', 'prefix', 'permissions', 'expiresAt', 'lastUsedAt', 'lastUsedAddress', 'status'],
      sort: '-createdAt',
    },
    mine: { columns: ['name', 'prefix', 'permissions', 'expiresAt', 'lastUsedAt', 'status'], scope: 'own' },
    revoked: { columns: ['name', 'member', 'prefix', 'updatedAt'], filter: { status: 'revoked' }, sort: '-updatedAt' },
  },
})

/** Its next request is refused: the migrations take it out of the directory in the same transaction. */
export const revoke = action(apiKey, 'revoke', {
  from: ['active'],
  to: 'revoked',
  event: 'revoked',
  danger: true,
  input: { reason: field.text().optional() },
  run: () => ({}),
})
