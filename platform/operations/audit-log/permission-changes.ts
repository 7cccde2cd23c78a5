import type { Grant } from '@tenon/kernel/access/grant.ts'
import { fieldCondition } from '@tenon/kernel/access/scope.ts'
import { type RawBuilder, sql } from '@tenon/kernel/data/sql.ts'
import type { AnyEntity } from '@tenon/kernel/entity/entity.ts'

/** What decides who may do what: records that as a whole do, and of others the fields and the acts that do. */
const whole = new Set([
  'identity.role',
  'identity.apiKey',
  'identity.breakGlass',
  'identity.invitation',
  'identity.securityPolicy',
  'identity.ssoProvider',
  'identity.supportAccess',
])
const parts: Readonly<Record<string, { readonly fields: readonly string[]; readonly acts: readonly string[] }>> = {
  'identity.member': {
    fields: ['roles', 'departments', 'positions', 'status'],
    acts: ['invite'],
  },
  'identity.department': { fields: ['roles', 'parent'], acts: [] },
  'identity.position': { fields: ['roles', 'department'], acts: [] },
}

/** Which of the entity's events changed who may do what; a field the reader may not read does not count. */
export function changesPermissions(entity: AnyEntity, grants: readonly Grant[]): RawBuilder<boolean> {
  if (whole.has(entity.name)) return sql<boolean>`true`
  const part = parts[entity.name]
  if (!part) return sql<boolean>`false`
  const seen = part.fields.filter(
    name => name === 'status' || (name in entity.fields && fieldCondition(entity, grants, name, 't') === 'always'),
  )
  return sql<boolean>`(e.act = any(${part.acts}::text[]) or coalesce(e.before ?| ${seen}::text[], false)
    or coalesce(e.after ?| ${seen}::text[], false))`
}

export const decidesPermissions = ({ name }: AnyEntity) => whole.has(name) || name in parts
