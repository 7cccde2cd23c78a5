import { company } from '@tenon/directory'
import { load as loadDirectory, type Story } from '@tenon/directory/fixtures'
import { fullAccess } from '@tenon/kernel/access/access.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Actor, Ctx } from '@tenon/kernel/entity/ctx.ts'
import { addDays } from '@tenon/kernel/fields/date/day.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { ctxAt } from '@tenon/kernel/operations/ctx-at.ts'
import { deactivateEngineer } from './engineer/engineer.actions.ts'
import { engineer } from './engineer/engineer.entity.ts'
import { harbor } from './fixtures/harbor.ts'
import { qiyuan } from './fixtures/qiyuan.ts'
import { type Cast, type Step, timeline } from './fixtures/timeline.ts'
import type { Demo } from './fixtures/told.ts'
import { license } from './license/license.entity.ts'
import { salesRep } from './sales-rep/sales-rep.entity.ts'

const demos: Readonly<Record<Story, Demo>> = { qiyuan, harbor }
const firstDay = -900

/** Demo people who sign in, as members; each stands in for the first of the cast. */
export interface DemoPeople {
  readonly administrator?: Person
  readonly salesRep?: Person
  readonly engineer?: Person
}
interface Person {
  readonly memberId: string
  readonly name: string
}

/**
 * Tells the story of a demo organisation: its customers and about forty licences with all that happened to them, each
 * on its day and through the same actions people use. An organisation that has licences is left as it is.
 */
export async function load(work: Work, story: Story, people: DemoPeople = {}): Promise<void> {
  const now = ctxOf(work)
  if ((await now.find(license, {})).length > 0) return
  const demo = demos[story]
  const actors = actorsOf(demo, people)
  const at = clock(work, actors)
  const cast = await introduce(at(firstDay, 'books'), story, demo, people)
  const steps = [...demo.licenses.flatMap(told => timeline(told, cast, now.today)), ...departures(demo, cast)]
  for (const { day, by, act } of steps.toSorted((a, b) => a.day - b.day)) await act(at(day, by))
}

const departures = ({ left = {} }: Demo, cast: Cast): Step[] =>
  Object.entries(left).map(([key, day]) => ({
    day,
    by: 'books',
    act: ctx => ctx.run(deactivateEngineer, cast.get(key) ?? '', {}),
  }))

const actor = (name: string, memberId: string | null, via: Actor['origin']['via'] = 'http'): Actor => ({
  ...{ memberId, name, siteId: null, access: fullAccess, language: 'en', origin: { via } },
})

function actorsOf(demo: Demo, people: DemoPeople): ReadonlyMap<string, Actor> {
  const all = { ...demo.reps, ...demo.engineers }
  const stands = (key: string) =>
    key === Object.keys(demo.reps)[0]
      ? people.salesRep
      : key === Object.keys(demo.engineers)[0]
        ? people.engineer
        : undefined
  return new Map([
    ...Object.entries(all).map(
      ([key, { name }]) => [key, actor(stands(key)?.name ?? name, stands(key)?.memberId ?? null)] as const,
    ),
    ['books', actor(people.administrator?.name ?? demo.administrator, people.administrator?.memberId ?? null)] as const,
    ['platform', actor('Tenon', null, 'job')] as const,
  ])
}

/** A moment in working hours of a day, some minutes after the one before, so that a day's steps stay in their order. */
function clock(work: Work, actors: ReadonlyMap<string, Actor>) {
  let last = { day: 0, minutes: 0 }
  return (day: number, by: string): Ctx => {
    const who = actors.get(by)
    if (!who) throw new Error(`The story speaks of ${by}, whom nobody introduced`)
    const minutes = day === last.day ? last.minutes + 7 : 0
    last = { day, minutes }
    const instant = new Date(`${addDays(work.today, day)}T02:00:00Z`)
    instant.setUTCMinutes(minutes)
    return ctxAt(work, instant, who)
  }
}

async function introduce(ctx: Ctx, story: Story, demo: Demo, people: DemoPeople): Promise<Cast> {
  await loadDirectory(ctx, story)
  const cast = new Map<string, string>()
  for (const { code, id } of await ctx.find(company, {})) if (code) cast.set(code, id)
  for (const [i, [key, { reportsTo: _, ...values }]] of Object.entries(demo.reps).entries()) {
    const stand = i === 0 && people.salesRep ? { name: people.salesRep.name, member: people.salesRep.memberId } : {}
    cast.set(key, (await ctx.create(salesRep, { ...values, ...stand })).id)
  }
  for (const [key, { reportsTo }] of Object.entries(demo.reps))
    if (reportsTo) await ctx.update(salesRep, cast.get(key) ?? '', { reportsTo: cast.get(reportsTo) ?? null })
  for (const [i, [key, values]] of Object.entries(demo.engineers).entries()) {
    const stand = i === 0 && people.engineer ? { name: people.engineer.name, member: people.engineer.memberId } : {}
    cast.set(key, (await ctx.create(engineer, { ...values, ...stand })).id)
  }
  return cast
}
