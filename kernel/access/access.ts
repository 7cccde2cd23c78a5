import { createHash } from 'node:crypto'
import { canonical } from '../audit/canonical.ts'
import { forbidden } from '../problem/refusals.ts'
import { remember } from '../remember.ts'
import { everything, type Grant, type Mute } from './grant.ts'
import { overlap, patternsOf, sourcesOf } from './permission.ts'

/** What a person may do, as the union of the grants of all roles held where the person now works. */
export interface Access {
  /** Equal for equal rights, so that what is compiled for one person serves all with the same roles. */
  readonly key: string
  /** The grants that give a permission; none means refused. */
  grants(permission: string): readonly Grant[]
  may(permission: string): boolean
  /** What is taken away from it, also where the permission is a pattern and only part of it is taken. */
  mutes(permission: string): readonly Mute[]
}

/** The platform's own right: jobs, reactions and what an action does beyond its record. */
export const fullAccess: Access = { key: '*', grants: () => everything, may: () => true, mutes: () => [] }

/** What is left of a grant: nothing when the whole permission is muted, otherwise all but the muted fields. */
function without(grant: Grant, mutes: readonly Mute[]): Grant[] {
  if (mutes.length === 0) return [grant]
  if (mutes.some(mute => mute.fields === null)) return []
  const except = [...new Set([...(grant.except ?? []), ...mutes.flatMap(mute => mute.fields ?? [])])].sort()
  return [{ ...grant, except }]
}

function keyOf(grants: readonly Grant[], mutes: readonly Mute[]): string {
  const plain = [...grants, ...mutes].map(right => canonical({ ...right, origin: undefined })).sort()
  return createHash('sha256').update(plain.join('\n')).digest('base64url')
}

/** The union of grants, less what is muted: nobody has a muted right, whoever gives it. */
export function accessOf(all: readonly Grant[], muted: readonly Mute[] = []): Access {
  const byPattern = Map.groupBy(all, grant => grant.permission)
  const mutes = (permission: string) =>
    muted.filter(mute => sourcesOf(permission).some(source => overlap(mute.permission, source)))
  const known = new Map<string, readonly Grant[]>()
  const grants = (permission: string): readonly Grant[] =>
    remember(known, permission, () => {
      const patterns = new Set(sourcesOf(permission).flatMap(patternsOf))
      const given = [...patterns].flatMap(pattern => byPattern.get(pattern) ?? [])
      return given.flatMap(grant => without(grant, mutes(permission)))
    })
  return { key: keyOf(all, muted), grants, may: permission => grants(permission).length > 0, mutes }
}

/** The grants for a verb on an entity, or a refusal that names the permission. */
export function require(access: Access, permission: string): readonly Grant[] {
  const grants = access.grants(permission)
  if (grants.length === 0) throw forbidden({ permission })
  return grants
}
