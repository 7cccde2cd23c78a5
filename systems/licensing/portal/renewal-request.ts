import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { lockFor } from '@tenon/kernel/operations/write.ts'
import { z } from 'zod'
import { license } from '../license/license.entity.ts'
import { neverEnds } from '../license/license.refusals.ts'
import { tellKeeper } from '../partner/tell.ts'
import { openRenewal } from '../renewal/follow.ts'
import { contact } from '../renewal/renewal.actions.ts'
import { renewal } from '../renewal/renewal.entity.ts'
import { renewing } from './license-answer.ts'
import { renewalAsked } from './license-routes.ts'

export const renewalRight = 'licensing.license.requestRenewal'
export const renewalWish = z.strictObject({
  months: z.int().min(1).max(60).default(12),
  users: z.int().min(1).max(10_000_000).nullish(),
  note: z.string().max(1000).nullish(),
})

type Wish = z.infer<typeof renewalWish>

/** What was asked for, as the note of the renewal keeps it. */
function asked({ actor: { name, language }, today }: Work, { months, users, note }: Wish): string {
  const [forMonths, forUsers] =
    language === 'zh' ? [`${months} 个月`, `${users} 个用户`] : [`${months} months`, `${users} users`]
  const wish = users ? `${forMonths}, ${forUsers}` : forMonths
  return `${today} ${name}: ${wish}${note ? `. ${note}` : ''}`
}

/** A customer asks for another term: the renewal is opened, if it is not, and taken in hand. */
export async function askForRenewal(work: Work, id: string, wish: Wish) {
  const record = await lockFor(work, license, id, renewalRight)
  const ctx = ctxOf(work)
  const code = String(record.code)
  if ((await renewing(ctx, [record.id as string])).size > 0) throw renewalAsked({ license: code })
  const opened = await openRenewal(ctx, record.id as string)
  if (!opened) throw neverEnds()
  const note = [opened.note, asked(work, wish)].filter(Boolean).join('\n')
  await ctx.update(renewal, opened.id, { note })
  await ctx.run(contact, opened.id, {})
  await tellKeeper(ctx, opened.owner, {
    kind: 'renewalRequested',
    params: { license: code },
    link: { collection: 'renewals', id: opened.id },
  })
  return { license: record.id, requestedAt: work.now }
}
