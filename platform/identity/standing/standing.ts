import { type Access, accessOf } from '@tenon/kernel/access/access.ts'
import type { Grant, Mute } from '@tenon/kernel/access/grant.ts'
import type { Actor } from '@tenon/kernel/entity/ctx.ts'
import { remember as keep } from '@tenon/kernel/remember.ts'
import { everyone } from '../role/everyone.ts'

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
  readonly mutes: readonly Mute[]
}
/** How a role came to be held: given, with a department, a position, opened in an emergency, or by being a member. */
export interface Via {
  readonly kind: 'direct' | 'department' | 'position' | 'emergency' | 'membership'
  readonly id: string | null
  readonly name: string | null
}
export interface Assignment {
  /** Null: the role is held everywhere. */
  readonly site: string | null
  readonly role: RoleOfMine
  readonly via: Via
  readonly startsAt: string | null
  readonly endsAt: string | null
  /** Sleeps: held for emergencies only, and not opened. */
  readonly sleeps: boolean
}
/** What a member holds in an organisation: at which sites, and with which rights there. */
export interface Standing {
  /** All sites of the organisation, headquarters first. */
  readonly sites: readonly SiteOfMine[]
  readonly assignments: readonly Assignment[]
  readonly departmentIds: readonly string[]
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
  /** No person's own session: a program with an API key, or an operator who was let in to help. */
  readonly by?: 'key' | 'support'
  /** What limits the actor beyond the roles, wherever it acts: what its API key is for. */
  readonly narrow?: (access: Access) => Access
}

/** Judged whenever it is asked: a right with an end is gone at its end, without anyone doing anything. */
export const isInForce = ({ sleeps, startsAt, endsAt }: Assignment, now: number = Date.now()) =>
  !sleeps && (startsAt === null || Date.parse(startsAt) <= now) && (endsAt === null || Date.parse(endsAt) > now)

const unique = (roles: readonly RoleOfMine[]) => [...new Map(roles.map(role => [role.id, role])).values()]
const isHeldAt =
  (siteId: string | null) =>
  ({ site }: Assignment) =>
    site === null || site === siteId

/** What no clock can change is worked out once for each standing, not once a request. */
const lasting = new WeakMap<Standing, Map<string, readonly unknown[]>>()
function once<T>(standing: Standing, key: string, make: () => readonly T[]): readonly T[] {
  if (standing.assignments.some(({ startsAt, endsAt }) => startsAt !== null || endsAt !== null)) return make()
  const known = keep(lasting, standing, () => new Map())
  return keep(known, key, make) as readonly T[]
}

/** The roles in force at a site; with null only those held everywhere. `only` narrows to one of them. */
export const rolesAt = (standing: Standing, siteId: string | null, only: string | null = null): readonly RoleOfMine[] =>
  once(standing, `roles ${siteId} ${only}`, () => findRoles(standing, siteId, only))

function findRoles(standing: Standing, siteId: string | null, only: string | null): RoleOfMine[] {
  const held = standing.assignments.filter(isHeldAt(siteId)).filter(assignment => isInForce(assignment))
  const roles = unique(held.map(({ role }) => role))
  return only === null ? roles : roles.filter(role => role.id === only)
}

/** The sites where at least one role is in force, headquarters first. */
export const sitesOf = (standing: Standing): readonly SiteOfMine[] =>
  once(standing, 'sites', () => {
    const held = standing.assignments.filter(assignment => isInForce(assignment))
    return standing.sites.filter(({ id }) => held.some(isHeldAt(id)))
  })

/** What the roles give together, and every member has besides. */
export const accessWith = (roles: readonly RoleOfMine[]): Access =>
  accessOf(
    [everyone, ...roles].flatMap(role => role.grants),
    roles.flatMap(role => role.mutes),
  )

const signedIn = new WeakMap<Actor, SignedIn>()
export const remember = (actor: Actor, how: SignedIn) => signedIn.set(actor, how)
/** How the actor signed in; undefined for the platform itself. */
export const signedInAs = (actor: Actor): SignedIn | undefined => signedIn.get(actor)

/**
 * What the actor may give away at a place: rights that last at least until then, as borrowed rights are not for handing
 * on. `siteId` null means everywhere, `until` null for good. The platform itself, and who did not come through sign-in,
 * has the same rights everywhere.
 */
export function accessAt(actor: Actor, siteId: string | null, until: string | null = null): Access {
  const how = signedIn.get(actor)
  if (!how) return actor.access
  const lasts = ({ endsAt, via }: Assignment) =>
    via.kind !== 'emergency' && (endsAt === null || (until !== null && Date.parse(endsAt) >= Date.parse(until)))
  const lasting = how.standing.assignments.filter(lasts)
  const access = accessWith(rolesAt({ ...how.standing, assignments: lasting }, siteId, how.only))
  return how.narrow ? how.narrow(access) : access
}
