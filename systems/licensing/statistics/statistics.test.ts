import { load as loadDirectory } from '@tenon/directory/fixtures'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { toMinorUnits } from '@tenon/kernel/fields/money/money.ts'
import type { Person } from '@tenon/kernel/testing/app.ts'
import { expect, test } from 'vitest'
import { load } from '../fixtures.ts'
import { roles } from '../roles.ts'
import { byItself, hire, house } from '../story.ts'
import { settleUnsettled } from './revenue.ts'

const app = await house()

async function told() {
  const tenant = await app.tenant()
  await hire(tenant.as())
  const { runtime, tenant: place, actor } = tenant.as().session
  await unitOfWork(runtime, place, actor, async work => {
    await loadDirectory(work, 'qiyuan')
    await load(work, 'qiyuan')
  })
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
      if (verb === 'sum') expect(plain(results)).toEqual(plain(sumOf(records, field)))
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
