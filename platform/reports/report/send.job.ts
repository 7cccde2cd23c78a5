import { buffer } from 'node:stream/consumers'
import { wholeShape } from '@tenon/kernel/data/records.ts'
import { sql } from '@tenon/kernel/data/sql.ts'
import type { Runtime, Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import type { Actor } from '@tenon/kernel/entity/ctx.ts'
import type { Job, JobStep } from '@tenon/kernel/jobs/job.ts'
import { type Mail, queueMail } from '@tenon/kernel/mail/queue.ts'
import type { Language } from '@tenon/kernel/messages/language.ts'
import type { Session } from '@tenon/kernel/operations/read.ts'
import { Problem } from '@tenon/kernel/problem/problem.ts'
import { reportMail } from './mail.words.ts'
import { report } from './report.entity.ts'
import type { Definition, ReportReply, Sending } from './report-body.ts'
import { type Asked, reportFile } from './report-file.ts'
import { collectionOf } from './reports.ts'
import { type Due, sendQueue } from './send.queue.ts'

export interface SendPlace {
  readonly runtime: Runtime
  readonly catalog: Catalog
  /** A member with the rights held at this moment; null for one who may no longer act. */
  actorOf(member: { tenantId: string; memberId: string; siteId: string | null }): Promise<Actor | null>
  /** Where people find this installation: what the links of mails begin with. */
  readonly baseUrl: string
}
interface Reader {
  readonly name: string
  readonly email: string
  readonly language: Language
}

/** Mail servers commonly refuse more than this. */
const largest = 10 * 1024 * 1024

async function readerOf(work: Work, memberId: string): Promise<Reader | undefined> {
  const [cells] = await work.read(sql`select u.name, u.email, coalesce(u.preferences ->> 'language', p.language, 'en')
    from auth.membership m join auth."user" u on u.id = m.user_id
    left join identity.member p on p.tenant_id = m.tenant_id and p.id = m.member_id
    where m.tenant_id = ${work.tenant.id}::uuid and m.member_id = ${memberId}::uuid and m.active`)
  const [name, email, language] = cells ?? []
  return name && email ? { name, email, language: language === 'zh' ? 'zh' : 'en' } : undefined
}

async function keptReport(work: Work, catalog: Catalog, id: string) {
  const shape = wholeShape(report)
  const [cells] = await work.read(sql`select ${shape.select} from reports.report as t
    where t.tenant_id = ${work.tenant.id} and t.deleted_at is null and t.id = ${id}::uuid`)
  const row = cells && shape.read(cells, work.today)
  const collection = row && collectionOf(catalog, row.collection)
  if (!row || !collection) return undefined
  const { name, shape: laidOut } = row as Pick<ReportReply, 'name' | 'shape'>
  const asked: Asked = { name, shape: laidOut, definition: row.definition as Definition, collection }
  return { asked, format: (row.schedule as Sending | null)?.format ?? 'xlsx' }
}

type Content =
  | { readonly kind: 'attached'; readonly attachment: Mail['attachment'] }
  | { readonly kind: 'tooLarge' | 'closed' }

/** What the recipient gets: the report under their own rights, or why there is none. */
async function contentFor(
  session: Session,
  catalog: Catalog,
  asked: Asked,
  format: Sending['format'],
): Promise<Content> {
  try {
    const { name, type, stream } = await reportFile(session, catalog, asked, format)
    const content = await buffer(stream)
    return content.length > largest ? { kind: 'tooLarge' } : { kind: 'attached', attachment: { name, type, content } }
  } catch (error) {
    if (error instanceof Problem && [403, 404, 422].includes(error.status)) return { kind: 'closed' }
    throw error
  }
}

/** Sends one report to one recipient. Who has left the organisation gets nothing. */
export function sendJob({ runtime, catalog, actorOf, baseUrl }: SendPlace): Job<Due> {
  async function run({ tenant, data, unit, finish }: JobStep<Due>): Promise<void> {
    const actor = await actorOf({ tenantId: tenant.id, memberId: data.memberId, siteId: null })
    const found = await unit(async work => ({
      reader: await readerOf(work, data.memberId),
      kept: await keptReport(work, catalog, data.report),
    }))
    const { reader, kept } = found
    if (!actor || !reader || !kept) return
    const session = { runtime, tenant, actor: { ...actor, language: reader.language } }
    const content = await contentFor(session, catalog, kept.asked, kept.format)
    const told = { name: reader.name, report: kept.asked.name, organisation: tenant.name }
    const words = reportMail(reader.language, content.kind, { ...told, url: `${baseUrl}/reports/${data.report}` })
    const attachment = 'attachment' in content ? { attachment: content.attachment } : {}
    await finish(async work => void queueMail(work, { to: reader.email, ...words, ...attachment }))
  }
  return { ...sendQueue, run }
}
