import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import type { Row } from '@tenon/kernel/entity/entity.ts'
import { fill } from '@tenon/kernel/problem/problem.ts'
import type { license } from '../license/license.entity.ts'
import type { licenseTerm } from '../license/term.entity.ts'
import { purchase } from '../purchase/purchase.entity.ts'
import { reconciliation } from './reconciliation.entity.ts'
import { type Excess, type Price, trueUpAmount } from './reconciliation.rules.ts'

type License = Row<typeof license>
type Term = Row<typeof licenseTerm>
type Reconciliation = Row<typeof reconciliation>

const reasons = {
  en: 'True-up for {from} to {to}: since {since} more was in use than paid for. At most: users {ranUsers} of {paidUsers}, workspaces {ranWorkspaces} of {paidWorkspaces}.',
  zh: '{from} 至 {to} 的超额补差：自 {since} 起实际用量超出已购。最高用量：用户 {ranUsers}（已购 {paidUsers}），工作区 {ranWorkspaces}（已购 {paidWorkspaces}）。',
}
function noteOf({ actor: { language } }: Ctx, kept: Reconciliation, since: string): string {
  const { from, to, ranUsers, paidUsers, ranWorkspaces, paidWorkspaces } = kept
  const figures = { ranUsers: ranUsers ?? '–', paidUsers, ranWorkspaces: ranWorkspaces ?? '–', paidWorkspaces }
  return fill(reasons[language], { from, to: to ?? '…', since, ...figures }, language)
}

async function bought(ctx: Ctx, { purchase: id }: Term) {
  return id === null ? undefined : (await ctx.find(purchase, { id }))[0]
}

/** What the term was bought for; without a purchase what the licence is worth; without that nothing, for finance to fill in. */
async function priceOf(ctx: Ctx, record: License, term: Term): Promise<Price> {
  const order = await bought(ctx, term)
  const span = { from: term.from, to: term.to }
  if (order?.users) return { amount: order.amount, users: order.users, ...span }
  if (order && order.kind !== 'expansion') return { amount: order.amount, users: term.authorizedUsers, ...span }
  const amount = record.value ?? { amount: '0', currency: ctx.tenant.currency }
  return { amount, users: record.authorizedUsers, ...span }
}

const beyond = (kept: Reconciliation, users: number, workspaces: number): Excess => ({
  users: Math.max(0, kept.excessUsers - users),
  workspaces: Math.max(0, kept.excessWorkspaces - workspaces),
})

/** The draft that still waits for finance; what was placed, cancelled or removed is decided and not asked again. */
async function waiting(ctx: Ctx, { trueUp }: Reconciliation) {
  return trueUp === null ? undefined : (await ctx.find(purchase, { id: trueUp, status: 'draft' }))[0]
}

/** What is due now, and what was decided about before it. */
function dueOf(kept: Reconciliation, isWaiting: boolean) {
  const billedUsers = (kept.billedUsers ?? 0) + (isWaiting ? 0 : (kept.draftedUsers ?? 0))
  const billedWorkspaces = (kept.billedWorkspaces ?? 0) + (isWaiting ? 0 : (kept.draftedWorkspaces ?? 0))
  return { billedUsers, billedWorkspaces, due: beyond(kept, billedUsers, billedWorkspaces) }
}

/** A mistake was corrected on the day it was made: nothing is due any more. */
async function withdraw(ctx: Ctx, { id }: Reconciliation, draft: string): Promise<Reconciliation> {
  const kept = await ctx.update(reconciliation, id, { trueUp: null, draftedUsers: 0, draftedWorkspaces: 0 })
  await ctx.remove(purchase, draft)
  return kept
}

/**
 * Drafts what goes beyond a term. A draft that waits follows the excess and the end of its term; once it is decided about,
 * only what goes beyond it is drafted anew. What finance has changed in a draft stands as long as the excess does.
 */
export async function draftTrueUp(
  ctx: Ctx,
  record: License,
  term: Term,
  kept: Reconciliation,
  { since, isMoved }: { readonly since: string | null; readonly isMoved: boolean },
): Promise<Reconciliation> {
  const draft = await waiting(ctx, kept)
  const { due, ...billed } = dueOf(kept, draft !== undefined)
  if (since === null || due.users + due.workspaces === 0) return draft ? withdraw(ctx, kept, draft.id) : kept
  const isSame = due.users === kept.draftedUsers && due.workspaces === kept.draftedWorkspaces
  if (draft && isSame && !isMoved) return kept
  const amount = trueUpAmount(term, due, { since, until: kept.to }, await priceOf(ctx, record, term))
  const order = { amount, users: due.users, workspaces: due.workspaces, note: noteOf(ctx, kept, since) }
  const { id } = draft
    ? await ctx.update(purchase, draft.id, order)
    : await ctx.create(purchase, { license: record.id, kind: 'trueUp', orderedOn: ctx.today, ...order })
  const drafted = { trueUp: id, draftedUsers: due.users, draftedWorkspaces: due.workspaces }
  return ctx.update(reconciliation, kept.id, { ...drafted, ...billed })
}
