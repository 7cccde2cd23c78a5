import { auditEvent, insertAudit } from '@tenon/kernel/audit/event.ts'
import { unitOfWork, type Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Session } from '@tenon/kernel/operations/read.ts'
import { notFound } from '@tenon/kernel/problem/refusals.ts'
import { v7 as uuid } from 'uuid'
import type { SignedIn, SiteOfMine } from '../standing/standing.ts'
import { moveSession } from './session.ts'

export interface Deed {
  readonly memberId: string
  readonly act: string
  readonly before?: Readonly<Record<string, unknown>>
  readonly after?: Readonly<Record<string, unknown>>
}
/** Queues the record of what someone did about their own or another's sign-in, as part of that member's history. */
export function recordDeed(work: Work, { memberId, act, before, after }: Deed): void {
  const change = { entity: 'identity.member', recordId: memberId, act, reason: null }
  const content = { before: before ?? null, after: after ?? null }
  work.write(
    insertAudit(auditEvent({ id: uuid(), tenantId: work.tenant.id, at: work.now, ...change, ...content }, work.actor)),
  )
}

/** Moves the session to another of the person's own sites. Throws NOT_FOUND for any other. */
export async function switchSite(
  { runtime, tenant, actor }: Session,
  how: SignedIn,
  siteId: string,
): Promise<SiteOfMine> {
  const site = how.standing.sites.find(({ id }) => id === siteId.toLowerCase())
  if (!site) throw notFound()
  await unitOfWork(runtime, tenant, actor, async work => {
    work.write(moveSession(how.sessionId, site.id))
    recordDeed(work, {
      memberId: String(actor.memberId),
      act: 'switchSite',
      before: { site: how.site?.name ?? null },
      after: { site: site.name },
    })
  })
  return site
}
