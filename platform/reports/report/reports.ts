import { isColleague } from '@tenon/kernel/access/colleague.ts'
import { planList } from '@tenon/kernel/data/list.ts'
import { changeRecord, insertRecord, lockRecord, setRemoved, wholeShape } from '@tenon/kernel/data/records.ts'
import type { Values } from '@tenon/kernel/data/shape.ts'
import { sql } from '@tenon/kernel/data/sql.ts'
import { planSummary } from '@tenon/kernel/data/summary.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Catalog, Collection } from '@tenon/kernel/entity/catalog.ts'
import { checkId } from '@tenon/kernel/operations/read.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { invalid, notFound, stale } from '@tenon/kernel/problem/refusals.ts'
import { lastDue } from './due.rules.ts'
import { hourIn } from './hour.ts'
import { report } from './report.entity.ts'
import type { Definition, ReportBody, ReportPatch, ReportReply, Sending } from './report-body.ts'

const mostOfOnePerson = 300
const notYours = refusal('NOT_YOUR_REPORT', 403, {
  en: 'Only its owner changes this report, or whoever looks after the reports of everyone.',
  zh: '只有报表的所有者或负责公共报表的人员可以修改。',
})

const isOwn = (work: Work, row: Values) => row.createdBy !== null && row.createdBy === work.actor.memberId
const mayChange = (work: Work, row: Values) =>
  isOwn(work, row) || (row.audience === 'team' && work.actor.access.may('reports.report.update'))
const mayList = (work: Work, { entity }: Collection) => work.actor.access.may(`${entity.name}.list`)
const recipientsOf = (row: Values) => (row.schedule as Sending | null)?.recipients ?? []
const isSeen = (work: Work, row: Values) =>
  row.audience === 'team' || isOwn(work, row) || recipientsOf(row).includes(work.actor.memberId ?? '')

export const collectionOf = (catalog: Catalog, path: unknown) =>
  catalog.collections.find(collection => collection.path === path)

/** Throws what the collection itself would answer to this question: FORBIDDEN, or INVALID with what cannot be asked. */
export function refuseUnaskable(
  work: Work,
  { entity, facet }: Collection,
  shape: ReportReply['shape'],
  { query, columns, group, measures }: Definition,
): void {
  const { access } = work.actor
  if (shape === 'table') planList(entity, access, { ...query, fields: columns.join(',') }, facet)
  else planSummary(entity, access, { ...query, group: group.join(','), measure: measures.join(',') }, facet)
}

async function refuseStrangers(work: Work, schedule: Sending | null | undefined): Promise<void> {
  const wanted = [...new Set(schedule?.recipients ?? [])]
  if (wanted.length === 0) return
  const rows = await work.read(sql`select count(*) from auth.membership
    where tenant_id = ${work.tenant.id}::uuid and member_id = any(${wanted}::uuid[]) and active`)
  if (Number(rows[0]?.[0]) !== wanted.length)
    throw invalid({}, { fields: [{ field: 'schedule.recipients', code: 'REFERENCE_NOT_FOUND' }] })
}

async function ownersOf(work: Work, rows: readonly Values[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.map(row => row.createdBy as string | null).filter(id => id !== null))]
  const found = await work.read(sql`select id, name from identity.member
    where tenant_id = ${work.tenant.id} and id = any(${ids}::uuid[])`)
  return new Map(found.map(([id, name]) => [id as string, name as string]))
}

async function repliesOf(work: Work, rows: readonly Values[]): Promise<ReportReply[]> {
  const owners = await ownersOf(work, rows)
  return rows.map(row => ({
    id: row.id as string,
    name: row.name as string,
    collection: row.collection as string,
    shape: row.shape as ReportReply['shape'],
    definition: row.definition as Record<string, unknown>,
    audience: row.audience as ReportReply['audience'],
    schedule: (row.schedule as Record<string, unknown> | null) ?? null,
    sentOn: (row.sentOn as string | null) ?? null,
    owner: {
      id: (row.createdBy as string | null) ?? null,
      name: owners.get(row.createdBy as string) ?? (isOwn(work, row) ? work.actor.name : ''),
    },
    mayChange: mayChange(work, row),
    version: row.version as number,
    updatedAt: row.updatedAt as string,
  }))
}
const replyOf = async (work: Work, row: Values) => (await repliesOf(work, [row]))[0] as ReportReply

const shapeOfRow = () => wholeShape(report)
function refuseOutsiders(work: Work) {
  if (!isColleague(work.actor.access)) throw notFound()
}

/** One's own reports, those for everyone and those one is sent, over collections one may list; the latest first. */
export async function seenReports(work: Work, catalog: Catalog): Promise<ReportReply[]> {
  refuseOutsiders(work)
  const shape = shapeOfRow()
  const paths = catalog.collections.filter(collection => mayList(work, collection)).map(({ path }) => path)
  const rows = await work.read(sql`select ${shape.select} from reports.report as t
    where t.tenant_id = ${work.tenant.id} and t.deleted_at is null and t.collection = any(${paths}::text[])
    order by t.updated_at desc, t.id limit 2000`)
  return repliesOf(
    work,
    rows.map(cells => shape.read(cells, work.today)).filter(row => isSeen(work, row)),
  )
}

/** A report with its collection; NOT_FOUND also for another's own one and for one about what may not be listed. */
export async function findReport(work: Work, catalog: Catalog, id: string) {
  refuseOutsiders(work)
  const shape = shapeOfRow()
  const [cells] = await work.read(sql`select ${shape.select} from reports.report as t
    where t.tenant_id = ${work.tenant.id} and t.deleted_at is null and t.id = ${checkId(id)}::uuid`)
  const row = cells && shape.read(cells, work.today)
  const collection = row && collectionOf(catalog, row.collection)
  if (!row || !collection || !mayList(work, collection) || !isSeen(work, row)) throw notFound()
  return { row, collection }
}
export const oneReport = async (work: Work, catalog: Catalog, id: string) =>
  replyOf(work, (await findReport(work, catalog, id)).row)

async function refuseTooMany(work: Work): Promise<void> {
  const [cells] = await work.read(sql`select count(*) from reports.report
    where tenant_id = ${work.tenant.id} and created_by = ${work.actor.memberId}::uuid and deleted_at is null`)
  if (Number(cells?.[0]) >= mostOfOnePerson)
    throw invalid({}, { fields: [{ field: 'name', code: 'TOO_MANY', params: { maximum: mostOfOnePerson } }] })
}

/** A new rhythm begins with its next time: what would have been due before is not made up for. */
const begins = (work: Work, schedule: Sending | null) =>
  schedule ? lastDue(schedule, hourIn(work.tenant.timeZone, new Date(work.now))) : null

export async function createReport(work: Work, catalog: Catalog, body: ReportBody): Promise<ReportReply> {
  refuseOutsiders(work)
  const collection = collectionOf(catalog, body.collection)
  if (!collection) throw notFound()
  refuseUnaskable(work, collection, body.shape, body.definition)
  await refuseStrangers(work, body.schedule)
  await refuseTooMany(work)
  const values = { ...body, sentOn: begins(work, body.schedule) }
  return replyOf(work, await insertRecord(work, report, values, { restricted: false }))
}

async function lockReport(work: Work, catalog: Catalog, id: string) {
  refuseOutsiders(work)
  const { record } = await lockRecord(work, report, checkId(id))
  const collection = collectionOf(catalog, record.collection)
  if (!collection || !mayList(work, collection) || !isSeen(work, record)) throw notFound()
  if (!mayChange(work, record)) throw notYours()
  return { record, collection }
}

/** `readBody` is called once it is known that the caller may change the report at all. */
export async function changeReport(work: Work, catalog: Catalog, id: string, readBody: () => ReportPatch) {
  const { record, collection } = await lockReport(work, catalog, id)
  const { version, ...values } = readBody()
  if (version !== undefined && version !== record.version)
    throw stale({}, { extra: { current: await replyOf(work, record) } })
  const after = { ...record, ...values }
  refuseUnaskable(work, collection, after.shape as ReportReply['shape'], after.definition as Definition)
  await refuseStrangers(work, values.schedule)
  const rhythm = values.schedule === undefined ? {} : { sentOn: begins(work, values.schedule) }
  const change = { act: 'update', event: 'updated' }
  return replyOf(work, changeRecord(work, report, record, { ...values, ...rhythm }, change, { restricted: false }))
}

export async function removeReport(work: Work, catalog: Catalog, id: string): Promise<void> {
  const { record } = await lockReport(work, catalog, id)
  setRemoved(work, report, record, true)
}
