import { randomUUID } from 'node:crypto'
import type { AnyEntity } from '@tenon/kernel/entity/entity.ts'
import type { AnyField } from '@tenon/kernel/fields/field.ts'
import type { Answer } from '@tenon/kernel/testing/app.ts'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { business, done, made, type Scene, secret, twoPartners } from './testing/two-partners.ts'
import { watchedServer } from './testing/watched-server.ts'
import { type SignedIn, wholeServer } from './testing/whole-server.ts'

const server = await wholeServer()

/** What must not depend on the other partner: the answer, but for the number of the request. */
const plain = ({ status, body }: Answer) =>
  JSON.stringify([status, body]).replaceAll(/"requestId":"[^"]*"/g, '"requestId":""')
const ask = async (person: SignedIn, path: string) => plain(await person.send('GET', path))

/** Told of the moment, not of records: when a session was last seen, how the process fares, what is streamed. */
const ofTheMoment = /^\/(stream|user\/sessions|openapi|auth\/|sso)/
const isOurs = ({ entity }: { entity: AnyEntity }) => /^(licensing|directory)\./.test(entity.name)
const ours = server.app.catalog.collections.filter(isOurs)
const others = server.app.catalog.collections.filter(collection => !isOurs(collection))
const addresses = server.routes
  .filter(({ method, path }) => method === 'GET' && !path.includes('{') && !ofTheMoment.test(path))
  .map(({ path }) => path)
  .filter(path => !others.some(collection => path.startsWith(`/${collection.path}`)))
const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values)

/** What a filter of a field may sensibly hold: what is the other partner's, or divides the records in two. */
function valuesOf({ kind }: AnyField, { b }: Scene): readonly string[] {
  if (kind.name === 'ref') return [b.id, b.company, b.person.memberId]
  if (kind.name === 'choice' || kind.name === 'multiChoice') return kind.ui.options as string[]
  if (kind.name === 'date') return ['2020-01-01', '2090-01-01']
  return kind.name === 'text' || kind.name === 'longText' || kind.name === 'numberSeries'
    ? [secret, secret.slice(0, 3), 'o']
    : ['0', '100']
}
const readable = ours.filter(({ path }) =>
  /^(partner_orders|order_comments|deal_registrations|licenses|license_terms|deployments|partners|resellers)$/.test(
    path,
  ),
)

/** Any question to a list a partner reads: filters by own and related fields, order, words, groups, inclusion, scope. */
function questions(scene: Scene) {
  return oneOf(readable).chain(({ path, entity }) => {
    const fields = Object.entries(entity.fields as Record<string, AnyField>)
    const filters = fields.flatMap(([name, field]) =>
      field.kind.operators.map(operator => ({ name, operator, values: valuesOf(field, scene) })),
    )
    const filter = oneOf(filters).chain(({ name, operator, values }) =>
      oneOf(operator === 'empty' ? ['true', 'false'] : values).map(
        value => `filter[${name}][${operator}]=${encodeURIComponent(value)}`,
      ),
    )
    const names = [...fields.map(([name]) => name), 'status', 'createdAt']
    const part = fc.oneof(
      { arbitrary: filter, weight: 3 },
      oneOf(['partner.name', 'license.code', 'order.poNo', 'sharedWith.name']).map(
        name => `filter[${name}][contains]=${secret}`,
      ),
      oneOf(names).map(name => `sort=-${name}`),
      oneOf([secret, 'Mea', 'ORD', 'LIC']).map(words => `search=${words}`),
      oneOf(names).map(name => `include=${name}`),
      fc.constant('scope=partner'),
    )
    const measured = ['', '&measure=sum:total', '&measure=sum:authorizedUsers', '&measure=max:amount']
    const grouped = fc.tuple(oneOf(names), oneOf(measured)).map(([name, by]) => `/summary?group=${name}${by}&`)
    const ways = ['?page[total]=exact&', '?', '/flow?', path === 'partner_orders' ? '/export?' : '?page[size]=1&']
    const way = fc.oneof({ arbitrary: oneOf(ways), weight: 2 }, grouped)
    return fc.tuple(way, fc.array(part, { maxLength: 2 })).map(([door, parts]) => `/${path}${door}${parts.join('&')}`)
  })
}

test('whatever one partner does, and we for it, nothing another can ask for is answered differently', async () => {
  const scene = await twoPartners(server)
  const { a } = scene
  await business(scene, 'a', 'Meadow')
  const asked = [...addresses, ...fc.sample(questions(scene), { numRuns: 60, seed: 7 })]
  const before = new Map<string, string>()
  for (const path of asked) before.set(path, await ask(a.person, path))
  await business(scene, 'b', secret)
  const changed: string[] = []
  for (const path of asked) {
    const now = await ask(a.person, path)
    if (now !== before.get(path)) changed.push(`${path}: ${before.get(path)?.slice(0, 200)} -> ${now.slice(0, 200)}`)
    expect(now, path).not.toContain(`${secret} `)
  }
  expect([...before.values()].filter(reply => reply.startsWith('[200,')).length).toBeGreaterThan(40)
  expect(changed).toEqual([])
  expect([...before.values()].filter(reply => reply.includes('Meadow')).length).toBeGreaterThan(5)
})

test('at every address of a record, the other partner’s is as unknown as one that never was', async () => {
  const scene = await twoPartners(server)
  const { a } = scene
  const { ids } = await business(scene, 'b', secret)
  await business(scene, 'a', 'Meadow')
  const doors = server.routes.flatMap(({ method, path }) => {
    const match = /^\/(.+?)\/\{id\}/.exec(path)
    const id = match && ids[match[1] as string]
    return id && !path.replace('{id}', '').includes('{') ? [{ method, path, id }] : []
  })
  expect(doors.length).toBeGreaterThan(100)
  for (const { method, path, id } of doors) {
    const at = async (record: string) => {
      const reply = await a.person.send(method, path.replace('{id}', record), method === 'GET' ? undefined : {})
      return plain(reply).replaceAll(record, 'id')
    }
    const reply = await at(id)
    expect(reply, `${method} ${path}`).toBe(await at(randomUUID()))
    expect(reply, `${method} ${path}`).toMatch(/^\[(403|404|405|415|422|400),/)
  }
})

test('what is sent in a body reaches no further: bulk, orders for another, lines and licences of another', async () => {
  const scene = await twoPartners(server)
  const { a, b } = scene
  const { ids, item } = await business(scene, 'b', secret)
  const { placed } = await business(scene, 'a', 'Meadow')
  const results = async (id: string) => {
    const reply = await a.person.send('POST', '/partner_orders/bulk', { action: 'cancel', ids: [id], input: {} })
    return plain(reply).replaceAll(id, 'id')
  }
  expect(await results(ids.partner_orders as string)).toBe(await results(randomUUID()))
  expect((await a.person.send('POST', '/partners/orders', { partner: b.id })).status).toBe(404)
  const renewal = async (renews: string) =>
    plain(await a.person.send('POST', '/partners/orders/price', { items: [{ kind: 'renewal', renews }] }))
  expect(await renewal(item.license)).toBe(await renewal(randomUUID()))
  const draft = await scene.order(a, 'Brook')
  const [own] = draft.items
  const line = { id: item.id, policy: own.policy.id, quantity: 1, endCustomer: 'Brook' }
  const changed = await done(a.person, 'PUT', `/partners/orders/${draft.id}`, { items: [line] })
  expect(changed.items[0].id).not.toBe(item.id)
  expect((await b.person.send('GET', `/partners/orders/${ids.partner_orders}`)).body.items[0].id).toBe(item.id)
  const foreign = { partner: b.id, prospect: 'Brook', domain: 'brook.example' }
  expect([403, 422]).toContain((await a.person.send('POST', '/deal_registrations', foreign)).status)
  const moved = await a.person.send('PATCH', `/deal_registrations/${placed.id}`, { partner: b.id })
  expect([403, 404]).toContain(moved.status)
})

test('of its own order a partner hears what is shared, and at no door what we say among ourselves', async () => {
  const scene = await twoPartners(server)
  const { a, boss } = scene
  const { placed, item } = await business(scene, 'a', 'Meadow')
  await made(boss, `/partner_orders/${placed.id}/comment`, { text: 'We look at it' })
  const told = (await a.person.send('GET', `/partners/orders/${placed.id}/comments`)).body.data
  expect(told.map(({ text, byPartner }: { text: string; byPartner: boolean }) => [text, byPartner])).toEqual([
    ['Meadow asks', true],
    ['We look at it', false],
  ])
  const own = [
    `partner_orders/${placed.id}`,
    `licenses/${item.license}`,
    `order_comments`,
    `licenses`,
    `partner_orders`,
  ]
  const beside = ['', '/history', '/comments', '/files', '/around', '/mentionable', '/presence', '/export', '/summary']
  for (const address of own.flatMap(path => beside.map(door => `/${path}${door}`))) {
    const reply = await ask(a.person, address)
    for (const hidden of ['among ourselves', 'beside the record', 'pays late'])
      expect(reply, address).not.toContain(hidden)
  }
})

test('the stream of one partner is silent while the other’s business goes on', async () => {
  const scene = await twoPartners(server)
  const { app } = server
  const watched = await watchedServer(app)
  const [mine, control] = [await watched.watch(scene.a.person.token), await watched.watch(scene.boss.token)]
  const placed = await scene.order(scene.b, secret)
  const send = (person: SignedIn, path: string) => watched.send(person.token, 'POST', path, {})
  expect((await send(scene.b.person, `/partners/orders/${placed.id}/submit`)).status).toBe(200)
  expect((await send(scene.boss, `/partner_orders/${placed.id}/review`)).status).toBe(200)
  await vi.waitFor(() => expect(control.told.flatMap(({ data }) => data.collections ?? [])).toContain('partner_orders'))
  expect(mine.told.map(({ event }) => event)).toEqual(['hello'])
})
