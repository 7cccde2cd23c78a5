import { sql } from '@tenon/kernel/data/sql.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import type { Row } from '@tenon/kernel/entity/entity.ts'
import { examineChain, type Finding, type Link, type Receipt } from '@tenon/license-verifier'
import { activation } from '../activation/activation.entity.ts'
import { pin } from './installation.actions.ts'
import { installation } from './installation.entity.ts'
import { usageReport } from './usage-report.entity.ts'
import * as refuse from './usage-report.refusals.ts'

type Installation = Row<typeof installation>
type Noticed = NonNullable<Row<typeof usageReport>['finding']>

/** A receipt that is on file, as far as its chain needs it. */
interface Filed extends Link {
  readonly id: string
  readonly finding: Noticed | null
}

const named: Readonly<Record<Finding['code'], Noticed>> = {
  FORK: 'fork',
  CLOCK_ROLLED_BACK: 'clockRolledBack',
  GAP: 'gap',
  UNREPORTED: 'unreported',
}
const gravest = Object.keys(named)
/** How far a clock may run ahead of ours. */
const toleratedLead = 10 * 60_000

const instantOf = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)

const chainOf = (ctx: Ctx, { id }: Installation) =>
  ctx.query<Filed>(sql`select id, sequence, hash, prev_hash as "prevHash", finding,
      ${instantOf('recorded_at')} as "recordedAt", ${instantOf('period_start')} as "periodStart",
      ${instantOf('period_end')} as "periodEnd"
    from licensing.usage_report where tenant_id = ${ctx.tenant.id} and installation = ${id}::uuid and deleted_at is null`)

/** The first installation of a licence or activation is trusted at once; any other waits for somebody to look at it. */
async function installationOf(ctx: Ctx, receipt: Receipt): Promise<Installation> {
  const { license, instance: publicKey } = receipt
  const [known] = await ctx.find(installation, { license, publicKey })
  if (known) return known
  const of = receipt.activation ?? null
  if (of !== null) await requireActivation(ctx, receipt, of)
  const others = await ctx.find(installation, { license, activation: of })
  const made = await ctx.create(installation, { license, publicKey, activation: of, place: publicKey })
  return others.length === 0 ? ctx.run(pin, made.id, {}) : made
}

async function requireActivation(ctx: Ctx, { license, sequence }: Receipt, id: string) {
  const isId = /^[0-9a-f-]{36}$/.test(id)
  const [found] = isId ? await ctx.find(activation, { id, license }) : []
  if (!found) throw refuse.unknownActivation({ sequence })
}

/** The gravest of what is noticed at each number. */
function noticedAt(findings: readonly Finding[]): Map<number, Finding> {
  const noticed = new Map<number, Finding>()
  const grave = findings.toSorted((a, b) => gravest.indexOf(b.code) - gravest.indexOf(a.code))
  for (const finding of grave) noticed.set(finding.sequence, finding)
  return noticed
}

interface Judged {
  readonly finding: Noticed | null
  readonly note: string | null
}
function judge(receipt: Link, noticed: ReadonlyMap<number, Finding>, from: Installation, now: string): Judged {
  const found = noticed.get(receipt.sequence)
  if (found) return { finding: named[found.code], note: found.detail }
  if (from.status === 'pending') return { finding: 'otherInstallation', note: null }
  const isAhead = Date.parse(receipt.recordedAt) > Date.parse(now) + toleratedLead
  return { finding: isAhead ? 'clockAhead' : null, note: null }
}

function enter(ctx: Ctx, receipt: Receipt, from: Installation, { finding, note }: Judged) {
  const { license, sequence, periodStart, periodEnd, recordedAt, prevHash, hash, signature } = receipt
  const samples = receipt.samples.map(({ metric, value, at }) => ({ metric, value: String(value), at }))
  return ctx.create(usageReport, {
    ...{ license, sequence, periodStart, periodEnd, recordedAt, prevHash, hash, signature, samples },
    ...{ activation: from.activation, installation: from.id, source: 'upload' },
    ...{ isVerified: finding === null, finding, note },
  })
}

/** What was filed before may read otherwise now: a gap is filled, a second history has come to light. */
export async function settleChain(ctx: Ctx, from: Installation, filed: readonly Filed[], findings: readonly Finding[]) {
  const noticed = noticedAt(findings)
  for (const one of filed) {
    const { finding, note } = judge(one, noticed, from, ctx.now)
    if (finding !== one.finding) await ctx.update(usageReport, one.id, { finding, note, isVerified: finding === null })
  }
}

export interface Taken {
  readonly installation: Installation
  readonly accepted: number
  /** Those that were on file already. */
  readonly known: number
  readonly findings: readonly Finding[]
}

/** Files the receipts of one installation, each faultless by itself, and says what their chain shows. */
export async function fileReceipts(ctx: Ctx, receipts: readonly Receipt[]): Promise<Taken> {
  const from = await installationOf(ctx, receipts[0] as Receipt)
  const filed = await chainOf(ctx, from)
  const hashes = new Set(filed.map(({ hash }) => hash))
  const fresh = [...new Map(receipts.map(one => [one.hash, one])).values()].filter(({ hash }) => !hashes.has(hash))
  const findings = examineChain([...filed, ...fresh])
  const noticed = noticedAt(findings)
  await settleChain(ctx, from, filed, findings)
  for (const receipt of fresh) await enter(ctx, receipt, from, judge(receipt, noticed, from, ctx.now))
  return { installation: from, accepted: fresh.length, known: receipts.length - fresh.length, findings }
}

/** Looks through the chain of an installation again, once it has come to be trusted. */
export async function reviewChain(ctx: Ctx, from: Installation): Promise<void> {
  const filed = await chainOf(ctx, from)
  await settleChain(ctx, from, filed, examineChain(filed))
}
