import { type Access, accessOf } from '@tenon/kernel/access/access.ts'
import type { Grant, Mute } from '@tenon/kernel/access/grant.ts'
import type { Statement } from '@tenon/kernel/data/batch.ts'
import { readFlight } from '@tenon/kernel/data/unit-of-work.ts'
import type { Actor } from '@tenon/kernel/entity/ctx.ts'
import type { Session } from '@tenon/kernel/operations/read.ts'
import { notFound } from '@tenon/kernel/problem/refusals.ts'
import { heldByEveryone } from '../role/everyone.ts'
import { loadStanding } from '../standing/load.ts'
import { type Assignment, isInForce, type SiteOfMine, type Standing, sitesOf } from '../standing/standing.ts'

/** Someone whose rights are looked at, with the very standing and access that a request of theirs would have. */
export interface Subject {
  readonly member: { readonly id: string; readonly name: string; readonly status: string }
  readonly standing: Standing
  readonly site: SiteOfMine | null
  readonly access: Access
  /** The subject as the one who asks the database. */
  readonly actor: Actor
}

/** Where a right comes from; every grant and mute of a subject's access carries one as its origin. */
export const originOf = ({ origin }: Grant | Mute) => origin as Assignment

/** The access of these assignments. Origins play no part in what is allowed: it is the access a request would have. */
export function accessFrom(assignments: readonly Assignment[]): Access {
  const held = [heldByEveryone, ...assignments]
  const unique = [...new Map(held.map(assignment => [assignment.role.id, assignment])).values()]
  return accessOf(
    unique.flatMap(origin => origin.role.grants.map(grant => ({ ...grant, origin }))),
    unique.flatMap(origin => origin.role.mutes.map(mute => ({ ...mute, origin }))),
  )
}

export const inForceAt = ({ assignments }: Standing, siteId: string | null): Assignment[] =>
  assignments.filter(({ site }) => site === null || site === siteId).filter(assignment => isInForce(assignment))

const memberRow = (tenantId: string, memberId: string): Statement => ({
  text: 'select id, name, status from identity.member where tenant_id = $1 and id = $2 and deleted_at is null',
  values: [tenantId, memberId],
})

/** Throws NOT_FOUND for whoever is no member, and for a site where the member works not. */
export async function subjectOf(session: Session, memberId: string, siteId?: string): Promise<Subject> {
  const { runtime, tenant, actor } = session
  const { results } = await readFlight(runtime, tenant, actor, [memberRow(tenant.id, memberId)])
  const [id, name, status] = (results[0]?.[0] ?? []) as string[]
  if (!id) throw notFound()
  const standing = await loadStanding(runtime.pool, tenant.id, id)
  const sites = sitesOf(standing)
  const site = siteId === undefined ? (sites[0] ?? null) : sites.find(one => one.id === siteId)
  if (site === undefined) throw notFound()
  const access = accessFrom(inForceAt(standing, site?.id ?? null))
  return {
    member: { id, name: String(name), status: String(status) },
    standing,
    site,
    access,
    actor: {
      memberId: id,
      name: String(name),
      siteId: site?.id ?? null,
      departmentIds: standing.departmentIds,
      access,
      language: actor.language,
      origin: actor.origin,
    },
  }
}
