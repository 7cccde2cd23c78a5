import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import type { Session } from '@tenon/kernel/operations/read.ts'
import { notFound } from '@tenon/kernel/problem/refusals.ts'
import { recordDeed } from '../people/deed.ts'
import { type SignedIn, type SiteOfMine, sitesOf } from '../standing/standing.ts'
import { moveSession } from './session.ts'

/** Moves the session to another of the person's own sites. Throws NOT_FOUND for any other. */
export async function switchSite(
  { runtime, tenant, actor }: Session,
  how: SignedIn,
  siteId: string,
): Promise<SiteOfMine> {
  const site = sitesOf(how.standing).find(({ id }) => id === siteId.toLowerCase())
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
