import { company } from '@tenon/directory'
import { require } from '@tenon/kernel/access/access.ts'
import { rowCondition } from '@tenon/kernel/access/scope.ts'
import { tableOf } from '@tenon/kernel/data/list.ts'
import { sql } from '@tenon/kernel/data/sql.ts'
import { unitOfWork, type Work } from '@tenon/kernel/data/unit-of-work.ts'
import { json, type Route, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { checkId, getRecord } from '@tenon/kernel/operations/read.ts'
import { z } from 'zod'
import { deployment } from '../deployment/deployment.entity.ts'
import { engineer } from './engineer.entity.ts'
import { type Candidate, type Job, rank, regionOf, skillsFor } from './suggest.rules.ts'

const shown = z.object({
  id: z.string(),
  name: z.string(),
  score: z.int(),
  missing: z.array(z.string()),
  isNear: z.boolean(),
  isFree: z.boolean(),
  load: z.int(),
  capacity: z.int(),
  visits: z.int(),
  isAssigned: z.boolean(),
})
const answer = z.object({ skills: z.array(z.string()), region: z.string().nullable(), data: z.array(shown) })

interface Site {
  readonly kind: Job['kind']
  readonly environment: Job['environment']
  readonly plannedOn: string
  readonly mode: string
  readonly customer: string
  readonly region: string | null
  readonly city: string | null
  readonly country: string | null
}
const siteOf = async (work: Work, id: string) =>
  (
    await ctxOf(
      work,
    ).query<Site>(sql`select d.kind, d.environment, d.planned_on as "plannedOn", l.activation_mode as mode,
        l.customer, c.region, c.city, c.country
      from ${tableOf(deployment)} d
      join licensing.license l on l.tenant_id = d.tenant_id and l.id = d.license
      join ${tableOf(company)} c on c.tenant_id = l.tenant_id and c.id = l.customer
      where d.tenant_id = ${work.tenant.id}::uuid and d.id = ${id}::uuid`)
  )[0] as Site

interface Found extends Candidate {
  readonly isAssigned: boolean
}
/** Those the caller may see among the engineers; what keeps them busy counts whether or not the caller may see it. */
function candidates(work: Work, id: string, { plannedOn, customer }: Site): Promise<Found[]> {
  const seen = rowCondition(engineer, work.actor.access.grants(`${engineer.name}.read`), 'e') ?? sql`true`
  return ctxOf(work).query<Found>(sql`
    select e.id, e.name, e.expertise, e.regions, e.capacity,
      count(distinct d.id) filter (where d.id <> ${id}::uuid and d.status in ('planned', 'inProgress')
        and d.planned_on between ${plannedOn}::date - 3 and ${plannedOn}::date + 3)::integer as load,
      count(distinct d.id) filter (where d.status = 'completed' and l.customer = ${customer}::uuid)::integer as visits,
      coalesce(bool_or(d.id = ${id}::uuid), false) as "isAssigned"
    from ${tableOf(engineer)} e
    left join licensing.deployment_engineer x on x.tenant_id = e.tenant_id and x.engineer = e.id
    left join licensing.deployment d on d.tenant_id = x.tenant_id and d.id = x.parent_id and d.deleted_at is null
    left join licensing.license l on l.tenant_id = d.tenant_id and l.id = d.license
    where e.tenant_id = ${work.tenant.id}::uuid and e.deleted_at is null and e.status = 'active' and ${seen}
    group by e.id, e.name, e.expertise, e.regions, e.capacity limit 1000`)
}

async function suggest({ session, params }: SessionCall) {
  const id = checkId(String(params.id))
  require(session.actor.access, `${engineer.name}.read`)
  await getRecord(session, deployment, id)
  const found = await unitOfWork(session.runtime, session.tenant, session.actor, async work => {
    const site = await siteOf(work, id)
    return { site, engineers: await candidates(work, id, site) }
  })
  const { kind, environment, mode, region, city, country } = found.site
  const job: Job = { kind, environment, isOffline: mode === 'offline', region: regionOf([region, city, country]) }
  const data = rank(job, found.engineers).map(({ expertise: _, regions: __, ...one }) => one)
  return json({ skills: skillsFor(job), region: job.region, data })
}

export const suggestionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/deployments/{id}/suggestions',
    operation: 'deployments.suggestions',
    tag: 'licensing',
    access: 'session',
    summary: 'Engineers for a deployment, the best first: by skill, region and how busy they are around its day',
    errors: [404],
    replies: { 200: { description: 'What the deployment asks for, and who fits', schema: answer } },
    run: suggest,
  }),
]
