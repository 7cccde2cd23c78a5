import type { AnyEntity } from '../entity/entity.ts'
import { forbidden } from '../problem/refusals.ts'
import { remember } from '../remember.ts'
import type { Grant } from './grant.ts'

/** What a person may do, as the union of the grants of all roles held where the person now works. */
export interface Access {
  /** Equal for equal rights, so that what is compiled for one person serves all with the same roles. */
  readonly key: string
  /** The grants that give a permission; none means refused. */
  grants(permission: string): readonly Grant[]
  may(permission: string): boolean
}

const everything: readonly Grant[] = [{ permission: '*', scope: 'tenant', fields: null }]

/** The platform's own right: jobs, reactions and what an action does beyond its record. */
export const fullAccess: Access = { key: '*', grants: () => everything, may: () => true }

/** `a.b.c` is given by grants of `a.b.c`, `a.b.*`, `a.*` and `*`. */
function patterns(permission: string): string[] {
  const words = permission.split('.')
  return [permission, ...words.map((_, i) => [...words.slice(0, words.length - 1 - i), '*'].join('.'))]
}

export function accessOf(all: readonly Grant[]): Access {
  const byPermission = Map.groupBy(all, grant => grant.permission)
  const known = new Map<string, readonly Grant[]>()
  const grants = (permission: string): readonly Grant[] =>
    remember(known, permission, () => patterns(permission).flatMap(p => byPermission.get(p) ?? []))
  const key = all
    .map(g => `${g.permission}:${g.scope}:${g.fields?.join('+') ?? ''}`)
    .sort()
    .join(' ')
  return { key, grants, may: permission => grants(permission).length > 0 }
}

/** The grants for a verb on an entity, or a refusal that names the permission. */
export function require(access: Access, permission: string): readonly Grant[] {
  const grants = access.grants(permission)
  if (grants.length === 0) throw forbidden({ permission })
  return grants
}

export const permissionOf = (entity: AnyEntity, verb: string) => `${entity.name}.${verb}`
