import type { Statement } from '../data/batch.ts'
import { readFlight, type Work } from '../data/unit-of-work.ts'
import { touchOfJob } from '../jobs/tray/touch.ts'
import type { Session } from '../operations/read.ts'
import { notFound } from '../problem/refusals.ts'
import { type BulkJob, bulkColumns, type Refused, readBulk } from './bulk-job.ts'

export type NewBulk = Pick<
  BulkJob,
  'id' | 'collection' | 'act' | 'body' | 'memberId' | 'siteId' | 'requestId' | 'inBackground' | 'undoes' | 'total'
>
/** After this nothing can be taken back any more, and what became of each record is forgotten. */
export const keptDays = 30

const insert = `insert into kernel.bulk_job
    (tenant_id, id, collection, act, body, member_id, site_id, request_id, in_background, undoes, state, total, started_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, case when $9 then 'waiting' else 'running' end, $11, case when $9 then null else now() end)`
const old = `select id from kernel.bulk_job where tenant_id = $1 and created_at < now() - interval '${keptDays} days'`

/** In bites, because somebody waits for it. */
const sweep = (tenantId: string): Statement[] => [
  {
    text: `delete from kernel.bulk_row where ctid in
      (select ctid from kernel.bulk_row where tenant_id = $1 and job_id in (${old}) limit 20000)`,
    values: [tenantId],
  },
  {
    text: `delete from kernel.bulk_job j where j.tenant_id = $1 and j.id in (${old})
      and not exists (select 1 from kernel.bulk_row r where r.tenant_id = $1 and r.job_id = j.id)`,
    values: [tenantId],
  },
]

/** Queues a new job; its rows come with `insertRows` or `insertUndoRows`. */
export function insertBulk(work: Work, job: NewBulk): void {
  const { id, collection, act, body, memberId, siteId, requestId, inBackground, undoes, total } = job
  const json = JSON.stringify(body)
  if (inBackground) for (const statement of sweep(work.tenant.id)) work.write(statement)
  work.write({
    text: insert,
    values: [work.tenant.id, id, collection, act, json, memberId, siteId, requestId, inBackground, undoes, total],
    ...(inBackground ? { touches: touchOfJob(memberId, id) } : {}),
  })
}

export const insertRows = (tenantId: string, jobId: string, ids: readonly string[]): Statement => ({
  text: `insert into kernel.bulk_row (tenant_id, job_id, place, record_id)
    select $1, $2, r.place - 1, r.id from unnest($3::uuid[]) with ordinality as r (id, place)`,
  values: [tenantId, jobId, ids],
})
/** The records another job has changed, the last one first. */
export const insertUndoRows = (tenantId: string, jobId: string, undoes: string): Statement => ({
  text: `insert into kernel.bulk_row (tenant_id, job_id, place, record_id, version)
    select $1, $2, row_number() over (order by r.place desc) - 1, r.record_id, r.version
    from kernel.bulk_row r where r.tenant_id = $1 and r.job_id = $3 and r.outcome = 'done'`,
  values: [tenantId, jobId, undoes],
})

const own = `select ${bulkColumns} from kernel.bulk_job where tenant_id = $1 and id = $2 and member_id = $3`

/** One's own job; undefined for anyone else's. */
export async function findBulk({ runtime, tenant, actor }: Session, id: string): Promise<BulkJob | undefined> {
  const { results } = await readFlight(runtime, tenant, actor, [{ text: own, values: [tenant.id, id, actor.memberId] }])
  const cells = results[0]?.[0]
  return cells && readBulk(cells)
}
/** One's own job, held by this transaction. Throws NOT_FOUND. */
export async function lockBulk(work: Work, id: string): Promise<BulkJob> {
  const [cells] = await work.read({ text: `${own} for update`, values: [work.tenant.id, id, work.actor.memberId] })
  if (!cells) throw notFound()
  return readBulk(cells)
}
/** One's own in the background, newest first. */
export const listBulks = (tenantId: string, memberId: string, limit: number): Statement => ({
  text: `select ${bulkColumns} from kernel.bulk_job where tenant_id = $1 and member_id = $2 and in_background
    order by id desc limit $3`,
  values: [tenantId, memberId, limit],
})

export interface BulkRow {
  readonly place: number
  readonly recordId: string
  readonly version: number | null
}
/** The job as it stands, and its next rows. */
export async function nextRows(session: Session, id: string, limit: number) {
  const { runtime, tenant, actor } = session
  const rows = `select place, record_id, version from kernel.bulk_row
    where tenant_id = $1 and job_id = $2 and outcome is null order by place limit $3`
  const { results } = await readFlight(runtime, tenant, actor, [
    { text: own, values: [tenant.id, id, actor.memberId] },
    { text: rows, values: [tenant.id, id, limit] },
  ])
  const cells = results[0]?.[0]
  return {
    job: cells && readBulk(cells),
    rows: (results[1] ?? []).map(
      ([place, recordId, version]): BulkRow => ({
        place: Number(place),
        recordId: recordId as string,
        version: version == null ? null : Number(version),
      }),
    ),
  }
}

/** Marks rows that nobody has marked yet, and counts them. */
function mark(job: BulkJob, tenantId: string, outcome: 'done' | 'failed', more: string, values: unknown[]): Statement {
  return {
    text: `with marked as (update kernel.bulk_row r set outcome = '${outcome}', ${more}
        where r.tenant_id = $1 and r.job_id = $2 and r.place = m.place and r.outcome is null returning 1)
      update kernel.bulk_job set ${outcome} = ${outcome} + (select count(*) from marked),
        state = case state when 'waiting' then 'running' else state end, started_at = coalesce(started_at, now())
      where tenant_id = $1 and id = $2`,
    values: [tenantId, job.id, ...values],
    ...(job.inBackground ? { touches: touchOfJob(job.memberId, job.id) } : {}),
  }
}
export const markDone = (
  job: BulkJob,
  tenantId: string,
  rows: readonly Pick<BulkRow, 'place' | 'version'>[],
): Statement =>
  mark(job, tenantId, 'done', 'version = m.version from unnest($3::int[], $4::int[]) as m (place, version)', [
    rows.map(({ place }) => place),
    rows.map(({ version }) => version),
  ])
export const markFailed = (job: BulkJob, tenantId: string, place: number, problem: Refused): Statement =>
  mark(job, tenantId, 'failed', 'problem = $4 from (select $3::int as place) as m', [place, JSON.stringify(problem)])

/** Ends a job that has not ended. */
export const endBulk = (
  { id, memberId, inBackground }: BulkJob,
  tenantId: string,
  state: 'done' | 'failed' | 'cancelled',
  failure: Refused | null = null,
): Statement => ({
  text: `update kernel.bulk_job set state = $3, failure = $4, ended_at = now(), started_at = coalesce(started_at, now())
    where tenant_id = $1 and id = $2 and state in ('waiting', 'running')`,
  values: [tenantId, id, state, failure && JSON.stringify(failure)],
  ...(inBackground ? { touches: touchOfJob(memberId, id) } : {}),
})

export const setUndone = (tenantId: string, id: string, by: string): Statement => ({
  text: 'update kernel.bulk_job set undone_by = $3 where tenant_id = $1 and id = $2',
  values: [tenantId, id, by],
})

export interface FailedRow {
  readonly place: number
  readonly recordId: string
  readonly problem: Refused
}
export async function failedRows(
  { runtime, tenant, actor }: Session,
  id: string,
  after: number,
  limit: number,
): Promise<FailedRow[]> {
  const statement = {
    text: `select place, record_id, problem::text from kernel.bulk_row
      where tenant_id = $1 and job_id = $2 and outcome = 'failed' and place > $3 order by place limit $4`,
    values: [tenant.id, id, after, limit],
  }
  const { results } = await readFlight(runtime, tenant, actor, [statement])
  return (results[0] ?? []).map(([place, recordId, problem]) => ({
    place: Number(place),
    recordId: recordId as string,
    problem: JSON.parse(problem as string),
  }))
}
