import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import type { Row } from '@tenon/kernel/entity/entity.ts'
import type { license } from '../license/license.entity.ts'
import { dayBegins } from '../license-file/claims.ts'
import { reconcile } from './reconcile.ts'
import { usageReport } from './usage-report.entity.ts'

type License = Row<typeof license>
type Use = { readonly users: number | null; readonly workspaces: number | null }
type Samples = Row<typeof usageReport>['samples']

const valueIn = (samples: Samples, metric: string) => Number(samples.find(one => one.metric === metric)?.value ?? 0)

/** A program reports again and again: its day shows the most. A person who says it again that day has corrected it. */
function samplesOf(use: Use, before: Samples, source: 'api' | 'manual', at: string): Samples {
  return Object.entries(use).flatMap(([metric, value]) => {
    if (value === null) return []
    const most = source === 'api' ? Math.max(value, valueIn(before, metric)) : value
    return [{ metric, value: String(most), at }]
  })
}

const isSame = (one: Samples, other: Samples) =>
  one.length === other.length && one.every(({ metric, value }) => valueIn(other, metric) === Number(value))

/**
 * Puts what was reported without a receipt, by a program or by hand, beside what installations sign: one report for each
 * day and source, held against what was paid like any other. The licence's row is locked by the action that calls this.
 */
export async function countUse(ctx: Ctx, record: License, use: Use): Promise<void> {
  const source = ctx.actor.memberId === null ? 'api' : 'manual'
  const periodStart = dayBegins(ctx.today, ctx.tenant.timeZone)
  const [known] = await ctx.find(usageReport, { license: record.id, source, periodStart })
  const samples = samplesOf(use, known?.samples ?? [], source, ctx.now)
  if (known && isSame(known.samples, samples)) return
  const told = { periodEnd: ctx.now, recordedAt: ctx.now, samples }
  if (known) await ctx.update(usageReport, known.id, told)
  else await ctx.create(usageReport, { license: record.id, source, periodStart, isVerified: false, ...told })
  await reconcile(ctx, record)
}
