import { fullAccess } from '@tenon/kernel/access/access.ts'
import { changeRecord, insertRecord, lockRecord } from '@tenon/kernel/data/records.ts'
import type { Values } from '@tenon/kernel/data/shape.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Actor } from '@tenon/kernel/entity/ctx.ts'
import { enqueue, type JobStep, job } from '@tenon/kernel/jobs/job.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { askGuard } from '@tenon/kernel/operations/guard.ts'
import { lapseOf } from '../invitation/invitation.actions.ts'
import { revokeKeys } from '../member/member.actions.ts'
import { member } from '../member/member.entity.ts'
import { identityOf } from '../sign-in/open.ts'
import { handOver } from './hand-over.ts'
import { leaving } from './leaving.entity.ts'
import { handOverOffices, vacated } from './offices.ts'
import { waysToOwn } from './owned.ts'
import { type Placed, placesOf } from './places.ts'
import { planLeaving, type Step, type Wish } from './plan.ts'

/** More records than this are handed over by a job, in transactions of `batch` records each. */
const most = 5_000
const batch = 500

export interface Item {
  readonly entity: string
  readonly field: string
  readonly to: string | null
  readonly count: number
}
interface Ended {
  readonly sessions: number
  readonly apiKeys: number
  readonly invitations: number
}
export interface Leaving extends Wish {
  readonly memberId: string
  readonly reason: string | null
}
/** What a job needs to go on with, wherever it was interrupted. */
interface Going extends Leaving, Ended, Placed {
  readonly items: readonly Item[]
  readonly by: { readonly memberId: string | null; readonly name: string }
}

const itemOf = ({ way, to, count }: Step): Item => ({ entity: way.entity.name, field: way.field, to, count })

async function endAll(work: Work, memberId: string): Promise<Ended> {
  const text = 'select count(*) from auth.session where tenant_id = $1 and member_id = $2 and expires_at > now()'
  const [cells] = await work.read({ text, values: [work.tenant.id, memberId] })
  const ctx = ctxOf(work)
  const apiKeys = await revokeKeys(ctx, memberId)
  return { sessions: Number(cells?.[0]), apiKeys, invitations: await lapseOf(ctx, memberId) }
}

/** The last receipt of someone who has left. */
export async function receiptOf(work: Work, memberId: string): Promise<Values | undefined> {
  return (await ctxOf(work).find(leaving, { member: memberId })).at(-1) as Values | undefined
}

/** Out of office and posts, archived, with the receipt: the last thing that happens. */
async function close(work: Work, record: Values, going: Going): Promise<Values> {
  const { memberId, reason, to, items, by: _, rules: __, ...ended } = going
  const values = { status: 'archived', ...vacated(record) }
  changeRecord(work, member, record, values, { act: 'leave', event: 'left', reason }, { restricted: false })
  const receipt = { member: memberId, name: record.name, to: to ?? null, reason, at: work.now, items, ...ended }
  return insertRecord(work, leaving, receipt as Values, { restricted: false })
}

/** Until the records are handed over: nobody signs in as this person any more, and nothing new comes to be theirs. */
function keepOut(work: Work, record: Values, reason: string | null) {
  const status = record.status === 'active' ? 'suspended' : record.status
  const change = { act: 'leave', event: 'leaving', reason }
  changeRecord(work, member, record, { status, ...vacated(record) }, change, { restricted: false })
}

/** The receipt of what is done, or `pending`: how many records a job goes on to hand over. */
export type Outcome = { readonly receipt: Values } | { readonly pending: number }

/**
 * Lets a member go: everything that is theirs is handed over as the rules say, sessions, keys and invitations end, and
 * the account is archived. In one transaction, or for many records by a job; asking again changes nothing.
 */
export async function leave(work: Work, record: Values, wish: Leaving): Promise<Outcome> {
  const { memberId, reason } = wish
  const ways = waysToOwn(identityOf(work.runtime).catalog)
  const steps = await planLeaving(work, ways, memberId, wish)
  const known = record.status === 'archived' && steps.length === 0 ? await receiptOf(work, memberId) : undefined
  if (known) return { receipt: known }
  await askGuard(work, member, record, { ...record, status: 'archived' })
  const { memberId: byId, name } = work.actor
  const ended = await endAll(work, memberId)
  const places = await placesOf(work, memberId)
  const given = await handOverOffices(work, places, wish.rules, reason)
  const items = [...steps.map(itemOf), ...given]
  const going = { ...wish, ...ended, ...places, items, by: { memberId: byId, name } }
  const total = steps.reduce((sum, { count }) => sum + count, 0)
  if (total > most) {
    keepOut(work, record, reason)
    enqueue<Going>(work, leavingJob, going)
    return { pending: total }
  }
  for (const step of steps) await handOver(work, step, memberId, most, reason)
  return { receipt: await close(work, record, going) }
}

/** Whoever asked for it, in the history; what it does was allowed when they asked. */
const actorOf = ({ by }: Going, requestId: string): Actor => ({
  ...by,
  siteId: null,
  access: fullAccess,
  language: 'en',
  origin: { via: 'job', requestId },
})

/** Hands over what is left, batch by batch, and closes: begun again it goes on where it stood. */
export async function goOn({ id, data, signal, unit, finish }: JobStep<Going>, size = batch): Promise<void> {
  const actor = actorOf(data, id)
  const { memberId, reason } = data
  const plan = (work: Work) => planLeaving(work, waysToOwn(identityOf(work.runtime).catalog), memberId, data)
  for (const step of await unit(plan, actor))
    for (let found = size; found === size; ) {
      signal.throwIfAborted()
      found = await unit(work => handOver(work, step, memberId, size, reason), actor)
    }
  await finish(async work => {
    const { record } = await lockRecord(work, member, memberId)
    if (record.status !== 'archived') await close(work, record, data)
  }, actor)
}

export const leavingJob = job<Going>('identity.leave', 'People and access', step => goOn(step))
