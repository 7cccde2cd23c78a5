import { toMinorUnits } from '@tenon/kernel/fields/money/money.ts'
import type { Person } from '@tenon/kernel/testing/app.ts'
import { expect, test } from 'vitest'
import { roles } from '../roles.ts'
import { byItself, hire, house, tell } from '../story.ts'
import { settleUnsettled } from './revenue.ts'
import { revenuePeriod } from './revenue-period.entity.ts'

const app = await house()

async function told() {
  const tenant = await app.tenant()
  await hire(tenant.as())
  await tell(tenant.as(), 'qiyuan')
  await byItself(tenant.as(), settleUnsettled)
  return tenant
}
/** Told once: every question only reads it. */
const story = await told()

type Record = Readonly<globalThis.Record<string, unknown>>
interface List {
  readonly collection: string
  readonly query: Readonly<globalThis.Record<string, string>>
}
interface Result {
  readonly currency: string | null
  readonly value: string | number
}

/** All records of a list, as the page a figure leads to would show them. */
async function recordsOf(person: Person, { collection, query }: List): Promise<Record[]> {
  const reply = await person.get(`/${collection}?${new URLSearchParams({ ...query, 'page[size]': '500' })}`)
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  expect(reply.body.page).toMatchObject({ total: reply.body.data.length })
  return reply.body.data
}
const statistics = async (person: Person) => {
  const reply = await person.get('/licensing/statistics')
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return reply.body
}

function sumOf(records: readonly Record[], field: string): Result[] {
  const sums = new Map<string | null, number>()
  for (const { [field]: value } of records) {
    if (value === null || value === undefined) continue
    const isMoney = typeof value === 'object'
    const key = isMoney ? (value as { currency: string }).currency : null
    sums.set(key, (sums.get(key) ?? 0) + (isMoney ? Number(toMinorUnits(value as never)) : Number(value)))
  }
  return [...sums].map(([currency, value]) => ({ currency, value: currency ? value / 100 : value }))
}
const plain = (results: readonly Result[]) =>
  results
    .map(({ currency, value }) => ({ currency, value: Number(value) }))
    .sort((a, b) => ((a.currency ?? '') < (b.currency ?? '') ? -1 : 1))

test('every figure, slice, step, cell and bar is the count and the sum of the list it leads to', async () => {
  for (const person of [story.as(), story.as(roles.salesRep), story.as(roles.engineer)]) {
    const page = await statistics(person)
    const parts = page.figures.flatMap((one: { parts: object[] }) => one.parts)
    const rows = page.breakdowns.flatMap((one: { rows: object[] }) =>
      one.rows.map(row => ({ ...row, measure: 'sum:annual' })),
    )
    const sold = [...page.reps, ...page.partners].map((row: object) => ({ ...row, measure: 'sum:amount' }))
    const months = (page.orders ?? []).map((month: object) => ({ ...month, measure: 'sum:amount' }))
    for (const { list, count, results, measure } of [
      ...parts,
      ...rows,
      ...sold,
      ...months,
      ...page.funnel,
      ...page.expiry.cells,
    ]) {
      const records = await recordsOf(person, list)
      const [verb, field] = (measure ?? 'count').split(':')
      if (verb !== 'sinceOrder') expect([list, count]).toEqual([list, records.length])
      if (['sum', 'kept', 'was'].includes(verb)) expect(plain(results)).toEqual(plain(sumOf(records, field)))
    }
  }
})

test('the story has a figure for every line of the page', async () => {
  const page = await statistics(story.as())
  expect(page.figures.map(({ key, results }: { key: string; results: Result[] }) => [key, results.length > 0])).toEqual(
    [
      'arr',
      'nrr',
      'grr',
      'renewalRate',
      'expiring30',
      'expiring60',
      'expiring90',
      'expiring120',
      'utilisation',
      'overused',
      'exposure',
      'leadTime',
      'onTime',
    ].map(key => [key, true]),
  )
  expect(page.breakdowns.map(({ field }: { field: string }) => field)).toEqual([
    'product',
    'edition',
    'partner',
    'region',
  ])
  expect(page.orders).toHaveLength(12)
  expect(page.funnel[0].count).toBeGreaterThan(0)
})

type Figure = { readonly key: string; readonly results: Result[]; readonly parts: { readonly list: List }[] }
const figure = (page: { figures: Figure[] }, key: string) => page.figures.find(one => one.key === key) as Figure
interface Money {
  readonly amount: string
  readonly currency: string
}

test('use not paid for is the value of each overused licence by its users too many', async () => {
  const person = story.as()
  const { results, parts } = figure(await statistics(person), 'exposure')
  const overused = await recordsOf(person, parts[0]?.list as List)
  const owed = overused.map(({ value, actualUsers, authorizedUsers }) => {
    const [{ amount, currency }, allowed] = [value as Money, Number(authorizedUsers)]
    const cents = Math.round((Number(amount) * 100 * Math.max(0, Number(actualUsers) - allowed)) / allowed)
    return { owed: { amount: (cents / 100).toFixed(2), currency } }
  })
  expect(plain(results)).toEqual(plain(sumOf(owed, 'owed')))
})

test('gross retention lets no licence make up for what another lost', async () => {
  const person = story.as()
  const { results, parts } = figure(await statistics(person), 'grr')
  const [kept = [], before = []] = await Promise.all(parts.map(({ list }) => recordsOf(person, list)))
  const byOrigin = (records: readonly Record[]) =>
    Map.groupBy(records, ({ origin, annual }) => `${origin} ${(annual as Money).currency}`)
  const total = (records: readonly Record[] = []) => Number(sumOf(records, 'annual')[0]?.value ?? 0)
  const now = byOrigin(kept)
  for (const { currency, value } of results) {
    const then = [...byOrigin(before)].filter(([key]) => key.endsWith(currency as string))
    const [retained, opening] = then.reduce(
      ([sum, all], [key, records]) => [sum + Math.min(total(records), total(now.get(key))), all + total(records)],
      [0, 0],
    ) as [number, number]
    expect([currency, value]).toEqual([currency, Math.round((retained * 1000) / opening) / 10])
  }
})

test('what has changed is in the figures at once', async () => {
  const person = story.as()
  const arr = async () => figure(await statistics(person), 'arr')
  const [{ id, annual }] = (await recordsOf(person, (await arr()).parts[0]?.list as List)) as [Record]
  const before = plain((await arr()).results)
  const { currency, amount } = annual as Money
  await byItself(person, async ctx => void (await ctx.remove(revenuePeriod, id as string)))
  const of = (results: typeof before) => results.find(one => one.currency === currency)?.value ?? 0
  // On a machine so busy that an answer takes long, the one before is given once more.
  await expect
    .poll(async () => of(plain((await arr()).results)), { timeout: 10_000 })
    .toBeCloseTo(of(before) - Number(amount), 2)
})
