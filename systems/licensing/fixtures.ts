import { company } from '@tenon/directory'
import { member } from '@tenon/identity'
import { fullAccess } from '@tenon/kernel/access/access.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Actor, Ctx } from '@tenon/kernel/entity/ctx.ts'
import { addDays } from '@tenon/kernel/fields/date/day.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { ctxAt } from '@tenon/kernel/operations/ctx-at.ts'
import { deactivateEngineer } from './engineer/engineer.actions.ts'
import { engineer } from './engineer/engineer.entity.ts'
import { stock } from './fixtures/catalogue.ts'
import { earningSteps } from './fixtures/earnings.ts'
import { harbor } from './fixtures/harbor.ts'
import { offlineSteps } from './fixtures/offline.ts'
import { qiyuan } from './fixtures/qiyuan.ts'
import { type Cast, type Step, timeline } from './fixtures/timeline.ts'
import type { Demo } from './fixtures/told.ts'
import { openTrade, tradeSteps } from './fixtures/trade.ts'
import { watchSteps } from './fixtures/watch.ts'
import { license } from './license/license.entity.ts'
import { salesRep } from './sales-rep/sales-rep.entity.ts'

const demos: Readonly<Record<string, Demo>> = { qiyuan, harbor }
const firstDay = -880

/**
 * Tells the story of a demo organisation whose people and companies are there: about forty licences with all that
 * happened to them, each on its day, done by its people through the same actions they use. An organisation without a
 * demo, or that has licences, is left as it is.
 */
export async function load(work: Work, slug: string): Promise<void> {
  const demo = demos[slug]
  const now = ctxOf(work)
  if (!demo || (await now.find(license, {})).length > 0) return
  const members = new Map((await now.find(member, {})).map(({ email, id }) => [email, id]))
  const at = clock(work, actorsOf(demo, members))
  const cast = await introduce(at(firstDay, 'books'), demo, members)
  const { opens } = demo.catalogue
  const steps = [
    ...demo.licenses.flatMap(told => timeline(told, { cast, opens }, now.today)),
    ...departures(demo, cast),
    ...(demo.trade ? [...tradeSteps(demo.trade, cast), ...watchSteps, ...offlineSteps, ...earningSteps] : []),
  ]
  for (const { day, by, act } of steps.toSorted((a, b) => a.day - b.day)) await act(at(day, by))
}

type Reps = Readonly<Record<string, { readonly name: string; readonly email: string }>>
type Members = ReadonlyMap<string, string>

const actor = (name: string, memberId: string | null, via: Actor['origin']['via'] = 'http'): Actor => ({
  ...{ memberId, name, siteId: null, access: fullAccess, language: 'en', origin: { via } },
})

/** Those of the cast who sign in act as themselves, the others by name. */
function actorsOf({ reps, engineers, administrator, trade }: Demo, members: Members): ReadonlyMap<string, Actor> {
  const ofPartners = Object.values(trade?.partners ?? {}).map(({ people }) => people)
  const cast = Object.entries(Object.assign({}, reps, engineers, ...ofPartners, { books: administrator }) as Reps)
  const people = cast.map(([key, { name, email }]) => [key, actor(name, members.get(email) ?? null)] as const)
  return new Map([...people, ['platform', actor('Tenon', null, 'job')]])
}

/** What a clock on the wall shows in a zone, as if it were UTC. */
const wallClock = (timeZone: string, instant: number) =>
  Date.parse(
    `${new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(instant).replace(' ', 'T')}Z`,
  )

/** Ten in the morning of the organisation's day, and for each further step of that day some minutes later. */
function clock(work: Work, actors: ReadonlyMap<string, Actor>) {
  let last = { day: 0, minutes: 0 }
  return (day: number, by: string): Ctx => {
    const who = actors.get(by)
    if (!who) throw new Error(`The story speaks of ${by}, whom nobody introduced`)
    last = { day, minutes: day === last.day ? last.minutes + 7 : 0 }
    const ten = Date.parse(`${addDays(work.today, day)}T10:00:00Z`)
    const local = ten - (wallClock(work.tenant.timeZone, ten) - ten)
    return ctxAt(work, new Date(local + last.minutes * 60_000), who)
  }
}

async function introduce(ctx: Ctx, { reps, engineers, catalogue, trade }: Demo, members: Members): Promise<Cast> {
  const cast = await stock(ctx, catalogue)
  for (const { code, id } of await ctx.find(company, {})) if (code) cast.set(code, id)
  for (const [key, { reportsTo: _, ...values }] of Object.entries(reps))
    cast.set(key, (await ctx.create(salesRep, { ...values, member: members.get(values.email) ?? null })).id)
  for (const [key, { reportsTo }] of Object.entries(reps))
    if (reportsTo) await ctx.update(salesRep, cast.get(key) ?? '', { reportsTo: cast.get(reportsTo) ?? null })
  for (const [key, values] of Object.entries(engineers))
    cast.set(key, (await ctx.create(engineer, { ...values, member: members.get(values.email) ?? null })).id)
  const opened = trade ? await openTrade(ctx, trade, { cast, members }) : []
  return new Map([...cast, ...opened])
}

const departures = ({ left = {} }: Demo, cast: Cast): Step[] =>
  Object.entries(left).map(([key, day]) => ({
    day,
    by: 'books',
    act: ctx => ctx.run(deactivateEngineer, cast.get(key) ?? '', {}),
  }))
