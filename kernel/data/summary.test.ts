import { expect, test } from 'vitest'
import { entity } from '../entity/entity.ts'
import { field } from '../entity/field.ts'
import { system } from '../entity/system.ts'
import { type Person, testApp } from '../testing/app.ts'
import { person, workshop } from '../testing/workshop.ts'

/** Given to a person whom whoever sees the errand knows by name. */
const errand = entity('errands.errand', {
  path: 'errands',
  title: 'name',
  fields: { name: field.text(), doer: field.ref(person, { open: true }), asker: field.ref(person) },
})
const errands = system('errands', {
  version: '1.0.0',
  kind: 'installable',
  requires: [workshop],
  entities: [errand],
  messages: { en: {}, zh: {} },
})
const app = await testApp([workshop, errands])

async function machines(timeZone = 'Asia/Shanghai') {
  const tenant = await app.tenant({ timeZone })
  const keeper = tenant.as()
  const zoe = (await keeper.post('/people', { name: 'Zoe' })).body.id
  const adam = (await keeper.post('/people', { name: 'Adam' })).body.id
  const money = (amount: string, currency = 'CNY') => ({ amount, currency })
  for (const machine of [
    { power: 10, colour: 'blue', owner: zoe, price: money('100.10'), weight: '1.5', builtOn: '2026-01-31' },
    { power: 20, colour: 'red', owner: zoe, price: money('0.20'), weight: '2.25', builtOn: '2026-02-01' },
    { power: 25, colour: 'red', owner: adam, price: money('7', 'JPY'), isPublic: true, builtOn: '2026-02-28' },
    { power: 40, colour: null, owner: null, seenAt: '2026-03-31T15:59:59.999Z' },
    { power: 50, colour: 'red', owner: adam, price: money('-3.3'), uses: ['weld'], seenAt: '2026-03-31T16:00:00.000Z' },
  ])
    await keeper.post('/machines', { name: `m${machine.power}`, ...machine })
  return { tenant, keeper, zoe, adam }
}
const ask = async (person: Person, query: string, path = 'machines') => {
  const { status, body } = await person.get(`/${path}/summary?${query}`)
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body
}
interface Line {
  keys: string[]
  titles: string[]
  count: number
  values: Record<string, unknown>
}
const counts = (body: { groups: Line[] }) => body.groups.map(({ keys, count }) => [...keys, count])

test('without a group all rows are one; what is measured is exact, money by currency', async () => {
  const { keeper } = await machines()
  const measure = 'sum:power,avg:power,min:power,max:power,sum:price,avg:price,min:price,max:price'
  expect(await ask(keeper, `measure=count,${measure},sum:weight,avg:weight,min:builtOn,max:seenAt`)).toEqual({
    groups: [],
    total: {
      count: 5,
      values: {
        'sum:power': 145,
        'avg:power': 29,
        'min:power': 10,
        'max:power': 50,
        'sum:price': [
          { currency: 'CNY', amount: '97.00' },
          { currency: 'JPY', amount: '7' },
        ],
        'avg:price': [
          { currency: 'CNY', amount: '32.33' },
          { currency: 'JPY', amount: '7' },
        ],
        'min:price': [
          { currency: 'CNY', amount: '-3.30' },
          { currency: 'JPY', amount: '7' },
        ],
        'max:price': [
          { currency: 'CNY', amount: '100.10' },
          { currency: 'JPY', amount: '7' },
        ],
        'sum:weight': '3.750',
        'avg:weight': '1.875',
        'min:builtOn': '2026-01-31',
        'max:seenAt': '2026-03-31T16:00:00.000Z',
      },
    },
    truncated: false,
  })
  expect((await ask(keeper, 'filter[power][gt]=1000&measure=sum:power,sum:price')).total).toEqual({
    count: 0,
    values: { 'sum:power': null, 'sum:price': [] },
  })
})

test('groups stand in their natural order, each with its name, nothing last', async () => {
  const { keeper, adam, zoe } = await machines()
  const byColour = await ask(keeper, 'group=colour&measure=sum:price,avg:power')
  expect(byColour.groups).toEqual([
    {
      keys: ['red'],
      titles: ['Red'],
      count: 3,
      values: {
        'sum:price': [
          { currency: 'CNY', amount: '-3.10' },
          { currency: 'JPY', amount: '7' },
        ],
        'avg:power': 31.666667,
      },
    },
    {
      keys: ['blue'],
      titles: ['Blue'],
      count: 1,
      values: { 'sum:price': [{ currency: 'CNY', amount: '100.10' }], 'avg:power': 10 },
    },
    { keys: [null], titles: [null], count: 1, values: { 'sum:price': [], 'avg:power': 40 } },
  ])
  expect(byColour.total.values['sum:price']).toEqual([
    { currency: 'CNY', amount: '97.00' },
    { currency: 'JPY', amount: '7' },
  ])
  const byOwner = await ask(keeper, 'group=owner,isPublic')
  expect(byOwner.groups.map(({ keys, titles, count }: Line) => [titles[0], keys, count])).toEqual([
    ['Adam', [adam, 'true'], 1],
    ['Adam', [adam, 'false'], 1],
    ['Zoe', [zoe, 'false'], 2],
    [null, [null, 'false'], 1],
  ])
  expect((await ask(keeper, 'group=status')).groups).toMatchObject([{ keys: ['idle'], titles: ['Idle'], count: 5 }])
})

test('days, weeks, months, quarters and years are those of the organisation’s calendar', async () => {
  const { keeper } = await machines()
  expect(counts(await ask(keeper, 'group=builtOn:month'))).toEqual([
    ['2026-01-01', 1],
    ['2026-02-01', 2],
    [null, 2],
  ])
  expect(counts(await ask(keeper, 'group=builtOn:week&filter[builtOn][empty]=false'))).toEqual([
    ['2026-01-26', 2],
    ['2026-02-23', 1],
  ])
  const seen = 'filter[seenAt][empty]=false'
  expect(counts(await ask(keeper, `group=seenAt&${seen}`))).toEqual([
    ['2026-03-31', 1],
    ['2026-04-01', 1],
  ])
  expect(counts(await ask(keeper, `group=seenAt:quarter&${seen}`))).toEqual([
    ['2026-01-01', 1],
    ['2026-04-01', 1],
  ])
  expect(counts(await ask(keeper, `group=seenAt:year,builtOn:year&${seen}`))).toEqual([['2026-01-01', null, 2]])
  const far = (await machines('America/Los_Angeles')).keeper
  expect(counts(await ask(far, `group=seenAt:day&${seen}`))).toEqual([['2026-03-31', 2]])
})

test('it counts what the list with the same parameters shows, under a second address too', async () => {
  const { tenant, keeper } = await machines()
  await keeper.delete(`/machines/${(await keeper.get('/machines?filter[power]=10')).body.data[0].id}`)
  for (const query of [
    'search=m2',
    'filter[colour]=red',
    'filter[owner.name]=Adam',
    'filter[price][empty]=true',
    'scope=own',
  ])
    expect((await ask(keeper, query)).total.count, query).toBe((await keeper.get(`/machines?${query}`)).body.page.total)
  expect((await ask(keeper, 'sort=-power&page[size]=1&fields=name', 'welders')).total.count).toBe(1)
  const some = tenant.as([
    { permission: 'workshop.machine.list', scope: 'filter', filter: [{ field: 'power', operator: 'gte', text: '40' }] },
  ])
  const seen = await ask(some, 'group=owner&measure=sum:power')
  expect(seen.groups.map(({ titles, count }: Line) => [titles[0], count])).toEqual([
    [null, 1], // an owner whose name one may not read
    [null, 1], // none
  ])
  expect(seen.total).toEqual({ count: 2, values: { 'sum:power': 90 } })
})

test('who is named by an open reference is named in a group as well', async () => {
  const { tenant, keeper, adam, zoe } = await machines()
  for (const doer of [zoe, adam]) await keeper.post('/errands', { name: 'Fetch water', doer, asker: adam })
  const body = await ask(tenant.as(['errands.errand.read']), 'group=doer,asker', 'errands')
  expect(body.groups.map(({ titles }: Line) => titles)).toEqual([
    ['Adam', null],
    ['Zoe', null],
  ])
})

test('only what is open on every row is grouped and measured; the metadata say what that is', async () => {
  const { tenant, keeper } = await machines()
  const problems = async (person: Person, query: string) =>
    (await person.get(`/machines/summary?${query}`)).body.fields?.map((f: { code: string }) => f.code)
  const unknown = ['UNKNOWN_FIELD']
  const read = 'workshop.machine.read'
  const rows = { scope: 'filter', filter: [{ field: 'power', operator: 'gte', text: '40' } as const] }
  const people = {
    hidden: tenant.as([{ permission: read, fields: ['name', 'power'] }]),
    masked: tenant.as([{ permission: read, masked: ['colour', 'price', 'owner'] }]),
    onSomeRows: tenant.as([
      { permission: read, fields: ['name', 'power'] },
      { permission: read, ...rows },
    ]),
  }
  for (const [name, person] of Object.entries(people)) {
    for (const query of ['group=colour', 'group=owner', 'measure=sum:price', 'measure=max:price'])
      expect(await problems(person, query), `${name} ${query}`).toEqual(unknown)
    expect((await ask(person, 'measure=sum:power&group=createdAt:month')).total.values).toEqual({ 'sum:power': 145 })
    const { fields } = (await person.get('/meta')).body.entities['workshop.machine']
    const field = (wanted: string) => fields.find((f: { name: string }) => f.name === wanted) ?? {}
    expect([field('colour').groupable, field('price').measures], name).toEqual([undefined, undefined])
    expect(field('power').measures).toEqual(['sum', 'avg', 'min', 'max'])
    expect(field('status').groupable && field('createdAt').groupable).toBe(true)
  }
  for (const group of [
    'name',
    'story',
    'uses',
    'parts',
    'age',
    'id',
    'settings',
    'number',
    'owner.name',
    'nothing',
    '__proto__',
  ])
    expect(await problems(keeper, `group=${group}`), group).toEqual(unknown)
  for (const measure of ['sum:nothing', 'sum:age', 'max:parts', 'sum:constructor'])
    expect(await problems(keeper, `measure=${measure}`), measure).toEqual(unknown)
  expect(await problems(keeper, 'measure=sum:name,avg:builtOn')).toEqual(['UNKNOWN_OPERATOR', 'UNKNOWN_OPERATOR'])
  expect(await problems(keeper, 'measure=median:power')).toEqual(['INVALID_VALUE'])
  expect(await problems(keeper, 'group=colour:month')).toEqual(['INVALID_VALUE'])
  expect(await problems(keeper, 'group=builtOn:hour')).toEqual(['INVALID_VALUE'])
  expect(await problems(keeper, 'group=colour,owner,status')).toEqual(['TOO_MANY'])
  expect(await problems(keeper, 'grouping=colour')).toEqual(unknown)
})

test('of more groups than people can read the largest are shown, and the total is still that of all', async () => {
  const { tenant, keeper } = await machines()
  const { pool } = app.runtime
  await pool.flight(tenant.id, [
    {
      text: `insert into workshop.machine (tenant_id, id, number, serial, name, power, is_public, status, created_at, updated_at, built_on)
        select $1::uuid, gen_random_uuid(), 'X-' || i, 'X-' || i, 'x', i % 7, false, 'idle', now(), now(), '2000-01-01'::date + i from generate_series(1, 1100) as i`,
      values: [tenant.id],
    },
  ])
  const body = await ask(keeper, 'group=builtOn&measure=sum:power')
  expect([body.groups.length, body.truncated, body.total.count]).toEqual([1000, true, 1105])
  expect(body.groups.at(-1).keys).toEqual(['2026-02-28']) // of days the latest are shown
  const [sum] =
    (await pool.flight(tenant.id, [{ text: 'select sum(power) from workshop.machine', values: [] }]))[0] ?? []
  expect(body.total.values['sum:power']).toBe(Number(sum?.[0]))
})
