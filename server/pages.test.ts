import type { AnyEntity } from '@tenon/kernel/entity/entity.ts'
import type { Answer, Person } from '@tenon/kernel/testing/app.ts'
import { testApp } from '@tenon/kernel/testing/app.ts'
import { sampleBody } from '@tenon/kernel/testing/sample.ts'
import { license, licensing } from '@tenon/licensing'
import pg from 'pg'
import { expect, test } from 'vitest'
import { systems } from './systems.ts'
import { samples } from './testing/samples.ts'

/*
 * Whatever the size of a page, and whether one turns pages by number or goes on from the last row: the same records in
 * the same order, each once, and as many as the total says.
 */
const app = await testApp(systems)
type Query = Readonly<Record<string, string | number>>
interface List {
  readonly data: readonly { readonly id: string }[]
  readonly page: { readonly total: number; readonly totalIsExact: boolean; readonly next?: string }
}

async function ask(person: Person, path: string, query: Query): Promise<List> {
  const words = Object.entries(query).map(([key, value]) => [key, String(value)])
  const reply: Answer = await person.get(`/${path}?${new URLSearchParams(words)}`)
  expect(reply.status, `${path} ${JSON.stringify(query)}`).toBe(200)
  return reply.body
}

async function byNumber(person: Person, path: string, size: number, query: Query = {}) {
  const ids: string[] = []
  for (let number = 1; ; number++) {
    const { data, page } = await ask(person, path, { ...query, 'page[size]': size, 'page[number]': number })
    ids.push(...data.map(({ id }) => id))
    if (number * size >= page.total) return { ids, total: page.total }
  }
}

async function fromRowToRow(person: Person, path: string, size: number, query: Query = {}) {
  const ids: string[] = []
  for (let next: string | undefined = ''; next !== undefined; ) {
    const list: List = await ask(person, path, { ...query, 'page[size]': size, ...(next && { 'page[after]': next }) })
    ids.push(...list.data.map(({ id }) => id))
    next = list.page.next
  }
  return ids
}

/** Many more of a record: each like it, with an id and the given values of its own. */
async function multiply({ table }: AnyEntity, id: string, times: number, own: Readonly<Record<string, string>>) {
  const client = new pg.Client(app.database.owner)
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `select column_name as name from information_schema.columns
        where table_schema = $1 and table_name = $2 and is_generated = 'NEVER'`,
      [table.schema, table.name],
    )
    const columns = rows.map(({ name }) => name)
    const values = columns.map(name => ({ id: 'gen_random_uuid()', ...own })[name] ?? `t.${name}`)
    await client.query(`insert into ${table.schema}.${table.name} (${columns.join()}) select ${values.join()}
      from ${table.schema}.${table.name} t, generate_series(1, ${times}) as n where t.id = '${id}'`)
    await client.query(`analyze ${table.schema}.${table.name}`)
  } finally {
    await client.end()
  }
}

async function makeSome(person: Person, entity: AnyEntity, many: number) {
  for (let i = 0; i < many; i++) {
    const body = await sampleBody(person, entity, samples)
    if (body) expect((await person.post(`/${entity.path}`, body)).status, entity.name).toBe(201)
  }
}

const lists = app.catalog.collections.filter(({ entity }) => licensing.entities.includes(entity))

test.each(lists.map(({ path, entity }) => ({ path, entity })))(
  'the pages of /$path agree',
  async ({ path, entity }) => {
    const person = (await app.tenant()).as()
    await makeSome(person, entity, 7)
    const whole = await byNumber(person, path, 500)
    expect(whole.ids).toHaveLength(whole.total)
    for (const size of [1, 3]) {
      expect(await byNumber(person, path, size)).toEqual(whole)
      expect(await fromRowToRow(person, path, size)).toEqual(whole.ids)
    }
  },
)

test('the pages of 100,000 licences agree, whatever their size, filtered or not', { timeout: 120_000 }, async () => {
  const person = (await app.tenant()).as()
  await makeSome(person, license, 1)
  const [first] = (await ask(person, 'licenses', {})).data
  const own = {
    code: "'LIC-' || n",
    ends_on: "date '2026-01-01' + n % 700",
    created_at: "t.created_at + (n % 5000) * interval '1 second'",
  }
  await multiply(license, first?.id ?? '', 99_999, own)
  const exact = { 'page[total]': 'exact' }
  const told = (await ask(person, 'licenses', { ...exact, 'page[size]': 1 })).page
  expect(told).toMatchObject({ total: 100_000, totalIsExact: true })
  expect((await ask(person, 'licenses', {})).page).toMatchObject({ total: 10_000, totalIsExact: false })

  const whole = await fromRowToRow(person, 'licenses', 500, { fields: 'code' })
  expect(new Set(whole).size).toBe(100_000)
  for (const [size, number] of [
    [500, 1],
    [500, 100],
    [500, 200],
    [333, 300],
    [333, 301],
    [50, 2000],
    [7, 14_286],
  ] as const) {
    const { data, page } = await ask(person, 'licenses', { ...exact, 'page[size]': size, 'page[number]': number })
    expect(page.total).toBe(100_000)
    expect(data.map(({ id }) => id)).toEqual(whole.slice((number - 1) * size, number * size))
  }
  const sorted = { ...exact, sort: '-endsOn', 'filter[endsOn][gte]': '2027-11-15' }
  const few = await byNumber(person, 'licenses', 400, sorted)
  expect(new Set(few.ids).size).toBe(few.total)
  expect(await fromRowToRow(person, 'licenses', 77, sorted)).toEqual(few.ids)
})
