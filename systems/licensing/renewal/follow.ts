import { sql } from '@tenon/kernel/data/sql.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import type { Row } from '@tenon/kernel/entity/entity.ts'
import { daysBetween } from '@tenon/kernel/fields/date/day.ts'
import { license } from '../license/license.entity.ts'
import { purchase } from '../purchase/purchase.entity.ts'
import { lapseRenewal, lose, win } from './renewal.actions.ts'
import { renewal } from './renewal.entity.ts'
import { firstRisk, riskWith } from './renewal.rules.ts'

type License = Row<typeof license>
type Renewal = Row<typeof renewal>

const open: readonly string[] = ['upcoming', 'contacted', 'quoted', 'committed']
const isOpen = ({ status }: Renewal) => open.includes(status)

/** What was last paid for a whole term, where the licence itself names no value. */
async function lastPrice(ctx: Ctx, { id, value }: License) {
  if (value) return value
  const bought = await ctx.find(purchase, { license: id })
  const whole = bought.filter(({ kind, status }) => (kind === 'new' || kind === 'renewal') && status !== 'cancelled')
  return whole.at(-1)?.amount ?? null
}

/** Opens the renewal of a licence's running term, unless it is there. */
export async function openRenewal(ctx: Ctx, licenseId: string): Promise<Renewal | undefined> {
  const found = await ctx.get(license, licenseId)
  if (found.endsOn === null) return undefined
  const [known] = await ctx.find(renewal, { license: found.id, dueOn: found.endsOn })
  if (known) return known
  const unpaid = await ctx.find(purchase, { license: found.id, status: 'pending' })
  const risk = riskWith(
    { status: 'upcoming', risk: firstRisk({ ...found, hasUnpaid: unpaid.length > 0 }) },
    daysBetween(ctx.today, found.endsOn),
  )
  const expected = await lastPrice(ctx, found)
  return ctx.create(renewal, { license: found.id, dueOn: found.endsOn, owner: found.salesRep, expected, risk })
}

/** The licence was renewed: what was worked on for the term that ended is won, by the purchase that did it. */
export async function winRenewal(ctx: Ctx, licenseId: string): Promise<void> {
  const { endsOn } = await ctx.get(license, licenseId)
  const bought = (await ctx.find(purchase, { license: licenseId, kind: 'renewal' })).filter(
    ({ status }) => status !== 'cancelled',
  )
  const due = (await ctx.find(renewal, { license: licenseId })).filter(
    ({ status, dueOn }) => status !== 'won' && (endsOn === null || dueOn < endsOn),
  )
  for (const { id, dueOn } of due) {
    const by = bought.find(({ previousEndsOn }) => previousEndsOn === dueOn) ?? bought.at(-1)
    await ctx.run(win, id, { purchase: by?.id ?? null })
  }
}

/** The licence came to an end without a renewal: by its last day, by termination, or because another one took over. */
export async function endRenewals(ctx: Ctx, licenseId: string): Promise<void> {
  const { status, terminationReason } = await ctx.get(license, licenseId)
  const due = (await ctx.find(renewal, { license: licenseId })).filter(isOpen)
  if (status === 'superseded') return handOver(ctx, licenseId, due)
  for (const { id } of due) {
    if (status === 'terminated') await ctx.run(lose, id, { reason: terminationReason ?? 'Licence terminated' })
    else if (status === 'expired') await ctx.run(lapseRenewal, id, {})
  }
}

/** After an upgrade the successor is what is to be renewed; the work done so far goes with it. */
async function handOver(ctx: Ctx, licenseId: string, due: readonly Renewal[]) {
  const [successor] = await ctx.find(license, { supersedes: licenseId })
  if (!successor) return
  const known = new Set((await ctx.find(renewal, { license: successor.id })).map(({ dueOn }) => dueOn))
  for (const { id, dueOn } of due)
    if (!known.has(dueOn)) await ctx.update(renewal, id, { license: successor.id, owner: successor.salesRep })
}

/** Licences whose last day is near and whose renewal nobody has opened; a trial is bought, not renewed. */
const unopened = (ctx: Ctx, days: number) =>
  ctx.query<{ id: string }>(sql`select l.id from licensing.license l
    where l.tenant_id = ${ctx.tenant.id} and l.deleted_at is null and l.model <> 'trial'
      and l.status in ('issued', 'deployed', 'inUse', 'grace')
      and l.ends_on between ${ctx.today}::date - 365 and ${ctx.today}::date + ${days}::integer
      and not exists (select 1 from licensing.renewal r where r.tenant_id = l.tenant_id and r.license = l.id
        and r.due_on = l.ends_on)
    order by l.ends_on, l.id limit 1000`)

interface Pending {
  readonly id: string
  readonly license: string
  readonly status: string
  readonly risk: Renewal['risk']
  readonly dueOn: string
  readonly state: string
  readonly endsOn: string | null
}
const pending = (ctx: Ctx) =>
  ctx.query<Pending>(sql`select r.id, r.license, r.status, r.risk, r.due_on as "dueOn", l.status as state, l.ends_on as "endsOn"
    from licensing.renewal r join licensing.license l on l.tenant_id = r.tenant_id and l.id = r.license
    where r.tenant_id = ${ctx.tenant.id} and r.deleted_at is null
      and r.status in ('upcoming', 'contacted', 'quoted', 'committed') order by r.due_on, r.id limit 10000`)

async function follow(ctx: Ctx, { id, license: licenseId, status, risk, dueOn, state, endsOn }: Pending) {
  if (endsOn !== null && endsOn > dueOn) return winRenewal(ctx, licenseId)
  if (state === 'expired' || state === 'terminated' || state === 'superseded') return endRenewals(ctx, licenseId)
  const now = riskWith({ status, risk }, daysBetween(ctx.today, dueOn))
  if (now !== risk) await ctx.update(renewal, id, { risk: now })
}

const oneAtATime = ({ tenant }: Ctx) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${tenant.id}::text || ' licensing.renewal', 0)) is null as held`

/** Opens what is near, and lets what is open follow its licence. Done twice, the second time changes nothing. */
export async function followRenewals(ctx: Ctx, days: number): Promise<void> {
  await ctx.query(oneAtATime(ctx))
  for (const one of await pending(ctx)) await follow(ctx, one)
  for (const { id } of await unopened(ctx, days)) await openRenewal(ctx, id)
}
