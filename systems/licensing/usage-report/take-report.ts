import { sql } from '@tenon/kernel/data/sql.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import type { Row } from '@tenon/kernel/entity/entity.ts'
import type { Receipt } from '@tenon/license-verifier'
import { showUsage } from '../license/license.actions.ts'
import type { license } from '../license/license.entity.ts'
import { fileReceipts, type Taken } from './file-receipts.ts'
import type { Report, Told } from './read-report.ts'
import { reconcile } from './reconcile.ts'
import type { reconciliation } from './reconciliation.entity.ts'
import { latestUse, type Word } from './reconciliation.rules.ts'
import { usageReport } from './usage-report.entity.ts'
import * as refuse from './usage-report.refusals.ts'

type License = Row<typeof license>
const mostUse = 2_147_483_647
const running = ['issued', 'deployed', 'inUse', 'grace', 'expired']

/** The latest word of each place of installation, and of whoever told of the whole licence. */
const latestWords = (ctx: Ctx, { id }: License) =>
  ctx.query<Word>(sql`select distinct on (s.metric, place) s.metric, least(s.value, ${mostUse})::integer as value, s.at,
      coalesce(i.place, r.activation::text) as place
    from licensing.usage_report r
    join licensing.usage_sample s on s.tenant_id = r.tenant_id and s.parent_id = r.id
    left join licensing.installation i on i.tenant_id = r.tenant_id and i.id = r.installation
    where r.tenant_id = ${ctx.tenant.id} and r.license = ${id}::uuid and r.deleted_at is null
      and s.metric in ('users', 'workspaces') and (i.id is null or i.status <> 'pending')
    order by s.metric, place, s.at desc`)

/** The licence shows what is in use by the latest word; a suspended or ended one keeps what it showed. */
export async function showUse(ctx: Ctx, record: License): Promise<void> {
  if (!running.includes(record.status)) return
  const words = await latestWords(ctx, record)
  const [users, workspaces] = [latestUse(words, 'users'), latestUse(words, 'workspaces')]
  if (users === null && workspaces === null) return
  await ctx.run(showUsage, record.id, { users: users ?? record.actualUsers ?? 0, workspaces })
}

const toInstant = (text: string) => new Date(text).toISOString()

async function fileTold(ctx: Ctx, record: License, { samples, note, ...period }: Told) {
  const [periodStart, periodEnd] = [toInstant(period.periodStart), toInstant(period.periodEnd)]
  await ctx.create(usageReport, {
    ...{
      license: record.id,
      source: 'manual',
      periodStart,
      periodEnd,
      recordedAt: ctx.now,
      note: note ?? null,
      isVerified: false,
    },
    samples: samples.map(({ metric, value }) => ({ metric, value: String(value), at: periodEnd })),
  })
}

function requireOwn(record: License, receipts: readonly Receipt[]) {
  const foreign = receipts.find(one => one.license !== record.id)
  if (foreign) throw refuse.otherLicense({ sequence: foreign.sequence })
}

/** What came of a report. */
export interface Outcome {
  readonly taken: readonly Taken[]
  readonly reconciled: readonly Row<typeof reconciliation>[]
}

/** Takes a report over: files it, shows the use on the licence, holds it against what was paid. The licence is locked. */
export async function takeReport(ctx: Ctx, record: License, report: Report): Promise<Outcome> {
  if (record.status === 'draft') throw refuse.notBegun()
  const taken: Taken[] = []
  if ('told' in report) await fileTold(ctx, record, report.told)
  else {
    requireOwn(record, report.receipts)
    for (const receipts of Map.groupBy(report.receipts, ({ instance }) => instance).values())
      taken.push(await fileReceipts(ctx, receipts))
  }
  await showUse(ctx, record)
  return { taken, reconciled: await reconcile(ctx, record) }
}
