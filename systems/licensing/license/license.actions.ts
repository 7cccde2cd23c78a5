import { action } from '@tenon/kernel/entity/action.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import type { Row } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { addDays } from '@tenon/kernel/fields/date/day.ts'
import { deployment } from '../deployment/deployment.entity.ts'
import { policy } from '../policy/policy.entity.ts'
import { order } from '../purchase/order.ts'
import { purchase } from '../purchase/purchase.entity.ts'
import { countUse } from '../usage-report/count-use.ts'
import { license } from './license.entity.ts'
import * as refuse from './license.refusals.ts'
import {
  type Edition,
  editions,
  isHigher,
  isSameOrder,
  overuse,
  renewalStart,
  renewalTerm,
  runningState,
} from './license.rules.ts'
import { licenseTerm } from './term.entity.ts'
import { addTerm } from './terms.ts'

type License = Row<typeof license>

/** What every paid change asks beside its own: the order behind it. */
const orderFields = {
  amount: field.money({ min: 0 }),
  orderNo: field.text({ max: 60 }).optional(),
  contractNo: field.text({ max: 60 }).optional(),
}
const reason = field.text({ max: 1000 })

/** A licence becomes valid: its first term is written. Without payment only with a reason, which stays in the history. */
export const issue = action(license, 'issue', {
  from: ['draft'],
  to: 'issued',
  event: 'issued',
  input: { reason: field.text({ max: 1000 }).optional() },
  async run({ ctx, record, input }) {
    const endsOn = await firstEnd(ctx, record)
    const bought = await firstPurchase(ctx, record)
    if (bought && bought.status !== 'paid' && !input.reason) throw refuse.unpaid({ purchase: bought.no })
    await addTerm(ctx, record, { from: record.startsOn, to: endsOn, purchase: bought?.id ?? null })
    return { endsOn }
  },
})

/** The last day of a new licence: as agreed, or as its policy says; none yet where the days begin with the first use. */
async function firstEnd(ctx: Ctx, record: License): Promise<string | null> {
  if (record.endsOn !== null || record.model === 'perpetual') return record.endsOn
  const terms = await policyOf(ctx, record.policy)
  if (!terms?.durationDays) throw refuse.noEnd()
  return terms.expirationBasis === 'creation' ? addDays(record.startsOn, terms.durationDays - 1) : null
}

/** The days of a licence that waited for its first use begin to count: done by whatever is that use. */
export const beginTerm = action(license, 'beginTerm', {
  from: ['issued', 'deployed', 'inUse'],
  event: 'termBegun',
  automatic: true,
  async run({ ctx, record }) {
    const days = (await policyOf(ctx, record.policy))?.durationDays
    if (record.endsOn !== null || !days) return {}
    const [first] = await ctx.find(licenseTerm, { license: record.id })
    const endsOn = addDays(ctx.today, days - 1)
    await addTerm(ctx, record, { from: ctx.today, to: endsOn, purchase: first?.purchase ?? null })
    return { endsOn }
  },
})

async function firstPurchase(ctx: Ctx, { id }: License) {
  const purchases = await ctx.find(purchase, { license: id })
  return purchases.find(({ kind, status }) => (kind === 'new' || kind === 'upgrade') && status !== 'cancelled')
}

/** For a licence that was suspended while its deployment completed; otherwise completing the deployment does this. */
export const markDeployed = action(license, 'markDeployed', {
  from: ['issued'],
  to: 'deployed',
  event: 'deployed',
  async run({ ctx, record }) {
    const completed = await ctx.find(deployment, { license: record.id, status: 'completed' })
    if (completed.length === 0) throw refuse.notDeployed()
    return { deployedOn: ctx.today }
  },
})

/** Run by a deployment when it completes. */
export const deploy = action(license, 'deploy', {
  from: ['issued'],
  to: 'deployed',
  event: 'deployed',
  automatic: true,
  run: ({ ctx }) => ({ deployedOn: ctx.today }),
})

export const activate = action(license, 'activate', {
  from: ['issued', 'deployed'],
  to: 'inUse',
  event: 'activated',
  run: ({ ctx }) => ({ firstUsedOn: ctx.today }),
})

/** What the customer really uses. The first report also tells that the licence is in use. */
export const reportUsage = action(license, 'reportUsage', {
  from: ['issued', 'deployed', 'inUse', 'grace', 'expired'],
  to: ['inUse', 'grace', 'expired'],
  event: 'usageReported',
  input: { users: field.integer({ min: 0 }), workspaces: field.integer({ min: 0 }).optional() },
  async run({ ctx, record, input }) {
    await countUse(ctx, record, { users: input.users, workspaces: input.workspaces ?? null })
    return usageOf(ctx, record, input)
  },
})

/** The same for use that is on record already: receipts of installations that were handed in. */
export const showUsage = action(license, 'showUsage', {
  from: ['issued', 'deployed', 'inUse', 'grace', 'expired'],
  to: ['inUse', 'grace', 'expired'],
  event: 'usageReported',
  automatic: true,
  input: { users: field.integer({ min: 0 }), workspaces: field.integer({ min: 0 }).optional() },
  run: ({ ctx, record, input }) => usageOf(ctx, record, input),
})

type Use = { readonly users: number; readonly workspaces?: number | null | undefined }
function usageOf({ today }: Ctx, record: License, { users, workspaces }: Use) {
  const actual = { actualUsers: users, actualWorkspaces: workspaces ?? record.actualWorkspaces }
  const status: 'inUse' | 'grace' | 'expired' =
    record.status === 'grace' || record.status === 'expired' ? record.status : 'inUse'
  return {
    ...actual,
    isOverused: isOverused({ ...record, ...actual }),
    usageReportedOn: today,
    firstUsedOn: record.firstUsedOn ?? today,
    status,
  }
}

const isOverused = (usage: Parameters<typeof overuse>[0]) => (overuse(usage) ?? 0) > 0

/**
 * A renewal: a purchase on record, a new term that begins the day after the last one, and a new last day, all in one
 * transaction. The licence goes back to where it stood before it lapsed.
 */
export const renew = action(license, 'renew', {
  from: ['inUse', 'deployed', 'grace', 'expired'],
  to: ['inUse', 'deployed', 'issued'],
  event: 'renewed',
  input: { months: field.integer({ min: 1, max: 60 }), startsOn: field.date().optional(), ...orderFields },
  async run({ ctx, record, input }) {
    const { months, startsOn, ...ordered } = input
    await refuseSecondTime(ctx, record, ordered)
    const endsOn = requireEnd(record)
    if (startsOn && startsOn <= endsOn) throw refuse.termOverlaps({ endsOn })
    const basis = (await policyOf(ctx, record.policy))?.renewalBasis ?? 'fromExpiry'
    const from = startsOn ?? renewalStart(basis, { endsOn }, ctx.today)
    const term = renewalTerm({ startsOn: record.startsOn, endsOn }, months, from)
    if (term.to < ctx.today) throw refuse.renewalPast({ to: term.to })
    const dates = { orderedOn: ctx.today, previousEndsOn: endsOn, newEndsOn: term.to }
    const renewal = await order(ctx, { license: record.id, kind: 'renewal', ...dates, ...ordered })
    await addTerm(ctx, record, { ...term, purchase: renewal.id })
    return { endsOn: term.to, status: runningState(record) }
  },
})

const policyOf = async (ctx: Ctx, id: string | null | undefined) => (id ? ctx.get(policy, id) : undefined)

/** A button pressed twice, or a colleague who did the same at the same moment, must not cost the customer a second term. */
async function refuseSecondTime(ctx: Ctx, { id }: License, ordered: Parameters<typeof isSameOrder>[0]) {
  const renewals = await ctx.find(purchase, { license: id, kind: 'renewal', orderedOn: ctx.today })
  const same = renewals.find(earlier => earlier.status !== 'cancelled' && isSameOrder(earlier, ordered))
  if (same) throw refuse.alreadyRenewed({ purchase: same.no })
}

function requireEnd({ endsOn }: License): string {
  if (endsOn === null) throw refuse.neverEnds()
  return endsOn
}

/** More users or workspaces for the rest of the term. */
export const expand = action(license, 'expand', {
  from: ['issued', 'deployed', 'inUse', 'grace'],
  event: 'expanded',
  input: {
    users: field.integer({ min: 0, max: 1_000_000 }).default(0),
    workspaces: field.integer({ min: 0, max: 100_000 }).default(0),
    ...orderFields,
  },
  async run({ ctx, record, input }) {
    const { users = 0, workspaces = 0 } = input
    if (users + workspaces === 0) throw refuse.nothingAdded()
    const entitled = {
      authorizedUsers: record.authorizedUsers + users,
      authorizedWorkspaces: record.authorizedWorkspaces + workspaces,
    }
    const expansion = await order(ctx, { license: record.id, kind: 'expansion', orderedOn: ctx.today, ...input })
    await addTerm(ctx, { ...record, ...entitled }, { from: ctx.today, to: record.endsOn, purchase: expansion.id })
    return { ...entitled, isOverused: isOverused({ ...record, ...entitled }) }
  },
})

/** A higher edition or another policy: a successor is issued, and this licence is superseded by it. */
export const upgrade = action(license, 'upgrade', {
  from: ['issued', 'deployed', 'inUse', 'grace'],
  to: 'superseded',
  event: 'superseded',
  input: {
    edition: field.choice(editions).optional(),
    policy: field.ref(policy).optional(),
    users: field.integer({ min: 1, max: 10_000_000 }).optional(),
    ...orderFields,
  },
  async run({ ctx, record, input }) {
    const { edition, users, policy: wished, ...ordered } = input
    const next = wished === record.policy ? undefined : await policyOf(ctx, wished)
    if (edition ? !isHigher(edition, record.edition) : !next) throw refuse.notHigher({ edition: record.edition })
    const successor = await ctx.create(license, {
      ...successorOf(record, { edition, users, startsOn: ctx.today }),
      ...(next && movedTo(next, ctx.today)),
    })
    await order(ctx, { license: successor.id, kind: 'upgrade', orderedOn: ctx.today, ...ordered })
    await ctx.run(issue, successor.id, { reason: record.code })
    return {}
  },
})

interface Change {
  readonly edition?: Edition | null | undefined
  readonly users?: number | null | undefined
  readonly startsOn: string
}

/** What stays as it was, and what changes. */
function successorOf(record: License, { edition, users, startsOn }: Change) {
  const { customer, product, policy: by, model, endsOn, graceDays, authorizedWorkspaces, value } = record
  const { salesRep, partner, reseller, activationMode, clusterId } = record
  return {
    ...{ customer, product, policy: by, model, endsOn, graceDays, authorizedWorkspaces, value },
    ...{ salesRep, partner, reseller, activationMode, clusterId },
    entitlements: record.entitlements.map(({ id: _, ...opened }) => opened),
    edition: edition ?? record.edition,
    startsOn,
    authorizedUsers: users ?? record.authorizedUsers,
    supersedes: record.id,
  }
}

/** A policy that resets the term begins it anew today; any other keeps the last day. */
function movedTo({ id, transfer, durationDays, product, graceDays }: Row<typeof policy>, today: string) {
  const anew = transfer === 'reset' && durationDays !== null ? { endsOn: addDays(today, durationDays - 1) } : {}
  return { policy: id, product, graceDays, ...anew }
}

/** Stops a licence for a while; it remembers where it stood. */
export const suspend = action(license, 'suspend', {
  from: ['issued', 'deployed', 'inUse', 'grace'],
  to: 'suspended',
  event: 'suspended',
  danger: true,
  input: { reason },
  run: ({ record, input }) => ({ suspendReason: input.reason, suspendedFrom: record.status as Standing }),
})
type Standing = NonNullable<License['suspendedFrom']>

export const reinstate = action(license, 'reinstate', {
  from: ['suspended'],
  to: ['issued', 'deployed', 'inUse', 'grace'],
  event: 'reinstated',
  run: ({ record }) => ({ status: record.suspendedFrom as Standing, suspendReason: null, suspendedFrom: null }),
})

export const enterGrace = action(license, 'enterGrace', {
  from: ['issued', 'deployed', 'inUse'],
  to: 'grace',
  event: 'graceEntered',
  automatic: true,
  run: () => ({}),
})

export const expire = action(license, 'expire', {
  from: ['issued', 'deployed', 'inUse', 'grace'],
  to: 'expired',
  event: 'expired',
  automatic: true,
  run: () => ({}),
})
