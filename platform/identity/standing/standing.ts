import { type Access, accessOf } from '@tenon/kernel/access/access.ts'
import type { Grant } from '@tenon/kernel/access/grant.ts'
import type { Actor } from '@tenon/kernel/entity/ctx.ts'

export interface SiteOfMine {
  readonly id: string
  readonly name: string
  readonly code: string
  readonly type: string
}
export interface RoleOfMine {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly nameZh: string | null
  readonly grants: readonly Grant[]
}
/** What a member holds in an organisation: at which sites, and with which rights there. */
export interface Standing {
  /** Sites where at least one role is held, headquarters first. */
  readonly sites: readonly SiteOfMine[]
  /** `site` null: the role is held everywhere. */
  readonly assignments: readonly { readonly site: string | null; readonly role: RoleOfMine }[]
}

/** Who signed in, by which session, and where that session stands. */
export interface SignedIn {
  readonly sessionId: string
  readonly userId: string
  readonly email: string
  readonly slug: string
  readonly standing: Standing
  readonly site: SiteOfMine | null
  /** The roles in force: all held at the site, or the one it was narrowed to. */
  readonly roles: readonly RoleOfMine[]
  /** The role it was narrowed to. */
  readonly only: string | null
}

/** The roles held at a site; with null only those held everywhere. `only` narrows to one of them. */
export function rolesAt(standing: Standing, siteId: string | null, only: string | null = null): RoleOfMine[] {
  const here = standing.assignments.filter(({ site }) => site === null || site === siteId).map(({ role }) => role)
  const unique = [...new Map(here.map(role => [role.id, role])).values()]
  return only === null ? unique : unique.filter(role => role.id === only)
}

export const accessWith = (roles: readonly RoleOfMine[]): Access => accessOf(roles.flatMap(role => role.grants))

const signedIn = new WeakMap<Actor, SignedIn>()
export const remember = (actor: Actor, how: SignedIn) => signedIn.set(actor, how)
/** How the actor signed in; undefined for the platform itself. */
export const signedInAs = (actor: Actor): SignedIn | undefined => signedIn.get(actor)

/**
 * What the actor may do at another place than the one acted from; null means everywhere. The platform itself, and who
 * did not come through sign-in, has the same rights everywhere.
 */
export function accessAt(actor: Actor, siteId: string | null): Access {
  const how = signedIn.get(actor)
  return how ? accessWith(rolesAt(how.standing, siteId, how.only)) : actor.access
}
