import type { TileMeta } from '@tenon/kernel/derive/tile-meta.ts'
import type { Person } from '@tenon/kernel/testing/app.ts'
import { expect, test } from 'vitest'
import { roles } from '../roles.ts'
import { hire, house, tell } from '../story.ts'

const app = await house()

async function told() {
  const tenant = await app.tenant()
  await hire(tenant.as())
  await tell(tenant.as(), 'qiyuan')
  return tenant
}
/** Told once: both questions only read it. */
const story = await told()
type Query = Readonly<Record<string, string>>
const address = (query: Query) => new URLSearchParams(query).toString()

async function ask(person: Person, path: string, query: Query) {
  const reply = await person.get(`/${path}?${address(query)}`)
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return reply.body
}
const homeOf = async (person: Person): Promise<TileMeta[]> => (await person.get('/meta')).body.home
const names = (tiles: readonly TileMeta[]) => tiles.map(({ name }) => name)

/** Every list a tile leads to. */
function questions(tile: TileMeta): { path: string; query: Query }[] {
  const { question, figures = [], steps = [] } = tile
  const own = question ? [question, ...steps.map(({ query }) => ({ path: question.path, query }))] : []
  return [
    ...own,
    ...figures.flatMap(({ path, query, share, compare }) =>
      [query, share, compare].flatMap(each => (each ? [{ path, query: each }] : [])),
    ),
  ]
}

test('every figure of a tile is the number of records in the list it leads to', async () => {
  const person = story.as()
  const tiles = await homeOf(person)
  const asked = tiles.flatMap(tile => questions(tile).map(question => ({ tile: tile.name, ...question })))
  expect(asked.length).toBeGreaterThan(15)
  let seen = 0
  for (const { tile, path, query } of asked) {
    const { sort: _, ...counted } = query
    const { total } = await ask(person, `${path}/summary`, counted)
    const { page } = await ask(person, path, { ...query, 'page[size]': '1', 'page[total]': 'exact' })
    expect([tile, query, total.count]).toEqual([tile, query, page.total])
    seen += total.count
  }
  expect(seen).toBeGreaterThan(100)
})

test('the states, periods and cells of a tile add up to its list', async () => {
  const person = story.as()
  let seen = 0
  for (const tile of await homeOf(person)) {
    const { question, over, by, states } = tile
    const group = states ? 'status' : over ? [by && tile.kind === 'heat' ? by : '', `${over.field}:${over.bucket}`] : ''
    if (!question || !group) continue
    const asked = { ...question.query, group: [group].flat().filter(Boolean).join(',') }
    const { groups, total } = await ask(person, `${question.path}/summary`, asked)
    seen += groups.length
    expect(groups.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(total.count)
  }
  expect(seen).toBeGreaterThan(40)
})

test('nobody is told of a tile over a list or a field that is not open to them', async () => {
  const tenant = await app.tenant()
  const engineer = await homeOf(tenant.as(roles.engineer))
  expect(names(engineer)).not.toContain('licensing.orders')
  // Who sees no purchases begins with deployments.
  expect(names(engineer).slice(0, 3)).toEqual(['licensing.deployments', 'licensing.planned', 'licensing.states'])
  const narrow = tenant.as([{ permission: 'licensing.license.read', scope: 'tenant', fields: ['code', 'endsOn'] }])
  const figures = (await homeOf(narrow)).find(({ name }) => name === 'licensing.figures')?.figures
  expect(figures?.map(({ key }) => key)).toEqual(['expiring'])
  expect(await homeOf(tenant.as(['identity.member.read']))).toEqual([])
})

test('tiles are worded in both languages', async () => {
  const tenant = await app.tenant()
  const labels = async (language: 'en' | 'zh') =>
    (await homeOf(tenant.as(undefined, { language }))).find(({ name }) => name === 'licensing.life')
  expect([(await labels('en'))?.label, (await labels('zh'))?.label]).toEqual(['From draft to use', '从草稿到使用'])
})
