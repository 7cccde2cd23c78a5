import type { RawBuilder } from '@tenon/kernel/data/sql.ts'
import { sql } from '@tenon/kernel/data/sql.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import { notify } from '@tenon/messages'
import { reopen, settle, unmute } from './alert.actions.ts'
import { alert } from './alert.entity.ts'
import { type Case, casesAfter, pageSize } from './facts.ts'
import type { Kind, Sign } from './ladder.rules.ts'
import { reconcile, type Steps } from './reconcile.rules.ts'
import { signsOf } from './signs.rules.ts'
import { toldOf } from './told.ts'

/** Alerts changed within one transaction, about; the next hour goes on where this one ended. */
const mostChanged = 2_000

const noticeOf: Readonly<Record<Kind, string>> = {
  expiring: 'licenseExpiring',
  grace: 'licenseExpiring',
  expired: 'licenseExpiring',
  overused: 'licenseOverused',
  usageStale: 'licenseSilent',
  checkInOverdue: 'licenseSilent',
  heartbeatDead: 'licenseSilent',
  cloneSuspected: 'licenseCloned',
  unpaid: 'licenseUnpaid',
}

/** Two that judge at the same moment go one after the other: the second finds what the first has done. */
const oneAtATime = (ctx: Ctx): RawBuilder<unknown> =>
  sql`select pg_advisory_xact_lock(hashtextextended(${ctx.tenant.id}::text || ' licensing.alert', 0)) is null as held`

interface Judged {
  readonly found: Case
  readonly steps: Steps
}
const judge = (found: Case, today: string): Judged => {
  const standing = found.standing.map(one => ({ ...one, key: one.dedupeKey.slice(found.id.length + 1) }))
  return { found, steps: reconcile(signsOf(found, today), standing, today) }
}

async function open(ctx: Ctx, { id: license, term }: Case, sign: Steps['open'][number]): Promise<string> {
  const { kind, severity, threshold, dueOn, subject, assignee } = sign
  const made = { kind, severity, threshold, dueOn, subject, assignee, license, term }
  return (await ctx.create(alert, { ...made, openedAt: ctx.now, dedupeKey: `${license}/${sign.key}` })).id
}

const byRung: Readonly<Record<string, string>> = {
  'expiry/0': 'today',
  'use/80': 'near',
  'use/100': 'full',
  'use/cap': 'beyond',
}
/** Which of the wordings of its notice. */
function wordingOf({ key, kind }: Sign): string {
  const [ladder, , rung] = key.split('/')
  return ladder === 'chain' ? 'broken' : (byRung[`${ladder}/${rung}`] ?? kind)
}

function tell(ctx: Ctx, to: readonly string[], { code }: Case, sign: Sign & { readonly id: string }) {
  const { kind, threshold, dueOn, subject, id } = sign
  notify(ctx, {
    to,
    kind: noticeOf[kind],
    params: { case: wordingOf(sign), license: code, days: threshold ?? 0, day: dueOn ?? '', subject: subject ?? '' },
    link: { collection: 'license_alerts', id },
  })
}

async function amend(ctx: Ctx, { settle: over, reopen: back, wake }: Steps) {
  for (const { id, resolution } of over) await ctx.run(settle, id, { resolution })
  for (const id of back) await ctx.run(reopen, id, {})
  for (const { id } of wake) await ctx.run(unmute, id, {})
}

const changesIn = ({ steps: { open, reopen, wake, settle } }: Judged) =>
  open.length + reopen.length + wake.length + settle.length
const isNews = ({ steps }: Judged) => steps.open.length + steps.wake.length > 0

async function bringUp(ctx: Ctx, judged: readonly Judged[]) {
  const told = await toldOf(
    ctx,
    judged.filter(isNews).map(({ found }) => found.id),
  )
  for (const { found, steps } of judged) {
    await amend(ctx, steps)
    for (const sign of steps.wake) tell(ctx, told(found.id), found, sign)
    for (const sign of steps.open) {
      const to = [...told(found.id), ...(sign.assignee ? [sign.assignee] : [])]
      tell(ctx, to, found, { ...sign, id: await open(ctx, found, sign) })
    }
  }
}

/** Judges every licence of the organisation by its day, or a single one. Done twice, the second time changes nothing. */
export async function judgeLicenses(ctx: Ctx, only: string | null = null): Promise<void> {
  await ctx.query(oneAtATime(ctx))
  let [after, changed]: [string | null, number] = [null, 0]
  while (changed < mostChanged) {
    const cases: Case[] = await casesAfter(ctx, after, only)
    const judged = cases.map(found => judge(found, ctx.today))
    await bringUp(ctx, judged)
    changed += judged.reduce((sum, one) => sum + changesIn(one), 0)
    if (only !== null || cases.length < pageSize) return
    after = cases.at(-1)?.id ?? null
  }
}
