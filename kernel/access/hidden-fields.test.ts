import { randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import { action } from '../entity/action.ts'
import { entity } from '../entity/entity.ts'
import { field } from '../entity/field.ts'
import { system } from '../entity/system.ts'
import type { Person } from '../testing/app.ts'
import { importApp } from '../transfer/testing/import-app.ts'

/** Three kinds of records, each pointing at the next, and something to hide in each. */
const hidden = () => ({
  secret: field.text({ max: 40 }).optional().unique().search(),
  amount: field.integer().optional(),
  level: field.text({ max: 4 }).optional(),
  phone: field.phone().optional().search(),
})
const region = entity('trade.region', {
  path: 'regions',
  title: 'name',
  fields: { name: field.text().search(), ...hidden() },
})
const buyer = entity('trade.buyer', {
  path: 'buyers',
  title: 'name',
  fields: { name: field.text().search(), region: field.ref(region).optional(), ...hidden() },
})
const order = entity('trade.order', {
  path: 'orders',
  title: 'name',
  fields: {
    name: field.text().search(),
    buyer: field.ref(buyer).optional(),
    ...hidden(),
    isLarge: field.computed(
      field.boolean(),
      ['amount'],
      ({ amount }: { amount: number | null }) => (amount ?? 0) > 500,
    ),
  },
  states: { open: ['closed'], closed: ['open'] },
  scopes: { own: 'createdBy' },
})
const close = action(order, 'close', { from: ['open'], to: 'closed', event: 'closed', run: () => ({}) })
const trade = system('trade', {
  version: '1.0.0',
  kind: 'installable',
  entities: [region, buyer, order],
  actions: [close],
  messages: { en: {}, zh: {} },
})

const app = await importApp([trade])
const shown = ['name', 'buyer', 'region']
const verbs = ['list', 'read', 'create', 'update', 'export', 'import']
const rights = [region, buyer, order].flatMap(({ name }) =>
  verbs.map(verb => ({ permission: `${name}.${verb}`, fields: shown, masked: ['phone'] })),
)

interface Secrets {
  readonly text: string
  readonly amount: number
  readonly phone: string
}
/** Secrets of one shape: the masked telephone shows the same three first and four last digits in both worlds. */
const secretsOf = (): Secrets => ({
  text: Array.from({ length: 4 }, () => randomInt(0x10000).toString(16).padStart(4, '0')).join(''),
  amount: randomInt(1000),
  phone: `138${randomInt(10_000).toString().padStart(4, '0')}5678`,
})

async function world(secrets: readonly Secrets[]) {
  const tenant = await app.tenant()
  const keeper = tenant.as()
  const make = async (path: string, name: string, at: number, more: object = {}) => {
    const { text, amount, phone } = secrets[at] as Secrets
    const made = await keeper.post(path, { name, secret: text, amount, level: text.slice(0, 1), phone, ...more })
    expect(made.status).toBe(201)
    return made.body.id as string
  }
  const regions = [await make('/regions', 'North', 0), await make('/regions', 'South', 1)]
  const buyers = [
    await make('/buyers', 'One', 2, { region: regions[0] }),
    await make('/buyers', 'Two', 3, { region: regions[1] }),
  ]
  const orders = [
    await make('/orders', 'First', 4, { buyer: buyers[0] }),
    await make('/orders', 'Second', 5, { buyer: buyers[1] }),
    await make('/orders', 'Third', 6, { buyer: buyers[0] }),
  ]
  await keeper.patch(`/orders/${orders[0]}`, { secret: `${secrets[4]?.text}x`, amount: 1 + (secrets[4]?.amount ?? 0) })
  return { attacker: tenant.as(rights), ids: { regions, buyers, orders } }
}
type World = Awaited<ReturnType<typeof world>>
type Ask = (person: Person, ids: World['ids']) => Promise<{ status: number; body: unknown; headers?: unknown }>

const paths = ['orders', 'buyers', 'regions'] as const
const operators = ['eq', 'ne', 'in', 'nin', 'lt', 'lte', 'gt', 'gte', 'contains', 'starts', 'empty', 'below']
/** From an order to what it points at, in the spellings other products have fallen for. */
const fieldNames = [
  'secret',
  'amount',
  'level',
  'phone',
  'isLarge',
  'buyer.secret',
  'buyer.region.secret',
  'buyer][secret',
  'custom',
]
const furtherNames = ['buyer.phone', 'buyer.amount', 'buyer.level']

/** What only asks, in any order, and what writes, one after the other. */
function asks(guesses: readonly Secrets[]): { reading: Ask[]; writing: Ask[] } {
  const get =
    (path: (ids: World['ids']) => string): Ask =>
    (person, ids) =>
      person.get(path(ids))
  const enc = encodeURIComponent
  const filters = guesses.flatMap(guess =>
    paths.flatMap(path =>
      fieldNames.flatMap((name, i) => {
        const text =
          name === 'amount' ? guess.amount : name === 'phone' ? guess.phone : guess.text.slice(0, 1 + (i % 16))
        return operators.map(operator => get(() => `/${path}?filter[${enc(name)}][${operator}]=${enc(String(text))}`))
      }),
    ),
  )
  const searches = guesses.flatMap(guess =>
    paths.flatMap(path =>
      [guess.text, guess.text.slice(0, 1), guess.phone, guess.phone.slice(3, 5), String(guess.amount)].map(text =>
        get(() => `/${path}?search=${text}&page[total]=exact`),
      ),
    ),
  )
  const shapes = paths.flatMap(path =>
    [
      ...[...fieldNames, ...furtherNames].flatMap(name => [
        `sort=${enc(name)}`,
        `sort=-${enc(name)}`,
        `fields=name,${enc(name)}`,
        `include=${enc(name)}`,
        `group=${enc(name)}`,
        `aggregate[count]=${enc(name)}`,
        `sort=name,${enc(name)}`,
      ]),
      'include=buyer',
      'include=region',
      'include=buyer.region',
      'scope=own',
      'page[size]=1',
      'page[after]=eyJzZWNyZXQiOiJhIn0',
    ].map(query => get(() => `/${path}?${query}`)),
  )
  const summaries = paths.flatMap(path =>
    [
      ...fieldNames.flatMap(name => [
        ...['', ':day', ':month'].map(unit => `group=${enc(name)}${unit}`),
        `group=status,${enc(name)}`,
        ...['count', 'sum', 'avg', 'min', 'max'].map(measure => `measure=${measure}:${enc(name)}`),
        `group=buyer&measure=sum:${enc(name)}`,
      ]),
      ...guesses.flatMap(({ text, amount, phone }) => [
        `group=buyer&filter[secret][starts]=${text.slice(0, 2)}`,
        `filter[amount][lt]=${amount}`,
        `filter[buyer.level]=${text.slice(0, 1)}`,
        `search=${text.slice(0, 3)}`,
        `group=region&search=${phone.slice(3, 6)}`,
      ]),
      'group=buyer',
      'group=status&measure=count',
    ].map(query => get(() => `/${path}/summary?${query}`)),
  )
  const flows = guesses.flatMap(({ text, amount }) =>
    [
      `filter[secret][starts]=${text.slice(0, 1)}`,
      `filter[buyer.amount][gt]=${amount}`,
      `search=${text.slice(0, 3)}`,
      '',
    ].map(query => get(() => `/orders/flow?days=30&${query}`)),
  )
  const files = guesses
    .slice(0, 6)
    .flatMap(guess =>
      [`filter[secret]=${guess.text}`, 'sort=secret', 'fields=name,secret,amount,phone', `search=${guess.text}`].map(
        query => get(() => `/orders/export?format=csv&${query}`),
      ),
    )
  const exported = [get(() => '/orders/export?format=csv'), get(() => '/buyers/export?format=csv&search=13')]
  const single = paths.flatMap(path =>
    ['', '/history', '?include=buyer', '?fields=secret', '/actions'].map(rest =>
      get(ids => `/${path}/${ids[path][0]}${rest}`),
    ),
  )
  const writes: Ask[] = guesses.slice(0, 20).flatMap(guess => [
    (person: Person, ids: World['ids']) => person.patch(`/orders/${ids.orders[1]}`, { secret: guess.text }),
    (person: Person, ids: World['ids']) => person.patch(`/orders/${ids.orders[1]}`, { version: 99, name: 'Stale' }),
    (person: Person) => person.post('/orders', { name: 'Fourth', secret: guess.text }),
    (person: Person, ids: World['ids']) => person.post(`/orders/${ids.orders[1]}/reveal`, { field: 'secret' }),
    (person: Person, ids: World['ids']) =>
      person.post('/orders/bulk', { action: 'update', ids: ids.orders, values: { amount: guess.amount } }),
    (person: Person) =>
      person.post('/orders/bulk', {
        action: 'update',
        query: { 'filter[amount][gt]': String(guess.amount) },
        expect: 1,
        values: { name: 'Found' },
      }),
    (person: Person) =>
      person.post('/orders/bulk', {
        action: 'update',
        query: { search: guess.text.slice(0, 2) },
        expect: 1,
        values: { name: 'Found' },
      }),
  ])
  const imports: Ask[] = guesses.slice(0, 6).flatMap(guess =>
    ['secret', 'name'].map(key => async (person: Person) => {
      const file = `Name,Secret,Amount\nFirst,${guess.text},${guess.amount}\n`
      const begun = await person.post(`/orders/import?dryRun=true&key=${key}`, file, { 'content-type': 'text/csv' })
      return begun.status === 202 ? app.settled(person, begun.body.id) : begun
    }),
  )
  const reading = [...filters, ...searches, ...shapes, ...summaries, ...flows, ...files, ...exported, ...single]
  return { reading, writing: [...writes, ...imports] }
}

/** What may differ between two worlds that hide different secrets: ids, instants, request ids, marks of pages. */
function plain(value: unknown): string {
  const ids = new Map<string, string>()
  const nameOf = (id: string) => {
    if (!ids.has(id)) ids.set(id, `id-${ids.size}`)
    return ids.get(id) as string
  }
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return text
    .replace(/"(requestId|next|previous)":"[^"]*"/g, '"$1":"-"')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, nameOf)
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'instant')
}

test('nothing that is asked tells two worlds apart that differ only in what is hidden', async () => {
  const [ours, theirs] = [Array.from({ length: 7 }, secretsOf), Array.from({ length: 7 }, secretsOf)]
  const [one, two] = [await world(ours), await world(theirs)]
  const guesses = [...ours, ...theirs, secretsOf(), secretsOf()]
  let asked = 0
  const statuses = new Set<number>()
  const compare = async (ask: Ask) => {
    const [a, b] = await Promise.all([ask(one.attacker, one.ids), ask(two.attacker, two.ids)])
    asked++
    statuses.add(a.status)
    expect([a.status, plain(a.body)]).toEqual([b.status, plain(b.body)])
  }
  const { reading, writing } = asks(guesses)
  const atOnce = 8
  for (let i = 0; i < reading.length; i += atOnce) await Promise.all(reading.slice(i, i + atOnce).map(compare))
  for (const ask of writing) await compare(ask)
  expect(asked).toBeGreaterThan(2_000)
  expect([...statuses]).toEqual(expect.arrayContaining([200, 422])) // otherwise nothing was really asked
}, 240_000)

test('the comparison sees a difference where one may look', async () => {
  const [one, two] = [await app.tenant(), await app.tenant()]
  for (const [tenant, secret] of [
    [one, 'aaaa'],
    [two, 'bbbb'],
  ] as const)
    await tenant.as().post('/orders', { name: 'First', secret, level: secret, amount: secret.charCodeAt(0) })
  const reader = [`${order.name}.read`]
  for (const asked of ['?filter[secret]=aaaa', '/summary?group=level', '/summary?measure=max:amount']) {
    const [a, b] = [await one.as(reader).get(`/orders${asked}`), await two.as(reader).get(`/orders${asked}`)]
    expect(plain(a.body), asked).not.toBe(plain(b.body))
  }
})
