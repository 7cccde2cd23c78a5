import { expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { workshop } from '../testing/workshop.ts'

const app = await testApp([workshop])

test('a record is created with the smallest body, read back, changed, removed and restored', async () => {
  const keeper = (await app.tenant()).as()
  const created = await keeper.post('/machines', { name: '  铣床 Mill  ' })
  expect(created.status).toBe(201)
  expect(created.headers.location).toBe(`/api/v1/machines/${created.body.id}`)
  expect(created.body).toMatchObject({
    name: '铣床 Mill',
    power: 10,
    isPublic: false,
    status: 'idle',
    version: 1,
    parts: [],
  })
  expect(created.body.number).toMatch(/^M-\d{4}-0001$/)
  expect(created.body.serial).toBe('000001')

  const read = await keeper.get(`/machines/${created.body.id}`)
  expect(read.body).toEqual(created.body)

  const changed = await keeper.patch(`/machines/${created.body.id}`, { power: 20, version: 1 })
  expect(changed.body).toMatchObject({ power: 20, version: 2 })
  const lost = await keeper.patch(`/machines/${created.body.id}`, { power: 30, version: 1 })
  expect(lost).toMatchObject({ status: 409, body: { code: 'STALE', current: { power: 20, version: 2 } } })

  expect((await keeper.delete(`/machines/${created.body.id}`)).status).toBe(204)
  expect((await keeper.get(`/machines/${created.body.id}`)).status).toBe(404)
  expect((await keeper.get('/machines')).body.data).toEqual([])
  const restored = await keeper.post(`/machines/${created.body.id}/restore`)
  expect(restored.body).toMatchObject({ name: '铣床 Mill', power: 20, version: 4 })
})

test('every kind of field keeps its value through create, read, filter and history', async () => {
  const keeper = (await app.tenant()).as()
  const owner = (await keeper.post('/people', { name: '王蕾', email: 'Lei@Example.com' })).body
  const body = {
    name: 'Lathe',
    story: 'line one\nline two',
    power: 300,
    weight: '12.5',
    price: { amount: '12000.5', currency: 'CNY' },
    isPublic: true,
    builtOn: '2020-02-29',
    seenAt: '2026-11-21T10:00:00+08:00',
    colour: 'red',
    uses: ['weld', 'cut', 'weld'],
    owner: owner.id,
    contact: 'a@b.example',
    hotline: '+86 (21) 555-0100',
    site: 'https://example.com/a',
    settings: { a: [1, { b: '中' }] },
    parts: [
      { name: 'bolt', quantity: 4, price: { amount: '1.20', currency: 'EUR' }, maker: owner.id },
      { name: 'nut', quantity: 8 },
    ],
  }
  const { body: made, status } = await keeper.post('/machines', body)
  expect(status).toBe(201)
  expect(made).toMatchObject({
    ...body,
    weight: '12.500',
    price: { amount: '12000.50', currency: 'CNY' },
    seenAt: '2026-11-21T02:00:00.000Z',
    uses: ['weld', 'cut'],
  })
  expect((await keeper.get(`/machines/${made.id}`)).body).toEqual(made)
  expect(made.age).toBe(Number(new Date().getFullYear()) - 2020)

  const [bolt] = made.parts
  const changed = await keeper.patch(`/machines/${made.id}`, {
    parts: [
      { name: 'washer', quantity: 1 },
      { ...bolt, quantity: 5 },
    ],
  })
  expect(changed.body.parts.map((p: { name: string; quantity: number }) => [p.name, p.quantity])).toEqual([
    ['washer', 1],
    ['bolt', 5],
  ])
  expect((await keeper.get(`/machines/${made.id}`)).body.parts).toEqual(changed.body.parts)

  const filters = [
    'filter[price][gte]=12000.50',
    'filter[weight]=12.5',
    'filter[builtOn][lt]=2021-01-01',
    'filter[uses][contains]=weld',
    `filter[owner]=${owner.id}`,
    'filter[colour][in]=red,blue',
    'filter[isPublic]=true',
    'filter[seenAt][gt]=2026-01-01',
    'filter[name][contains]=ATH',
    'filter[wear][empty]=true',
    'filter[status]=idle',
    'search=lathe',
  ]
  for (const filter of filters)
    expect(
      (await keeper.get(`/machines?${filter}`)).body.data?.map((m: { id: string }) => m.id),
      filter,
    ).toEqual([made.id])

  const { body: history } = await keeper.get(`/machines/${made.id}/history`)
  expect(history.data.map((entry: { act: string }) => entry.act)).toEqual(['update', 'create'])
  expect(history.data[1].changes.find((c: { field: string }) => c.field === 'owner')).toMatchObject({
    after: owner.id,
    afterTitle: '王蕾',
  })
})

test('pages walk a list forwards and backwards without loss, by mark and by number', async () => {
  const keeper = (await app.tenant()).as()
  for (let i = 0; i < 7; i++)
    await keeper.post('/machines', { name: `m${i}`, power: i % 3, builtOn: i % 2 ? '2020-01-01' : null })
  for (const sort of ['', 'sort=power', 'sort=-builtOn,power', 'sort=builtOn']) {
    const all = (await keeper.get(`/machines?${sort}`)).body.data.map((m: { id: string }) => m.id)
    expect(all).toHaveLength(7)
    const seen: string[] = []
    let page = (await keeper.get(`/machines?page[size]=3&${sort}`)).body
    expect(page.page).toMatchObject({ size: 3, number: 1, total: 7, totalIsExact: true })
    const pages = [page]
    for (;;) {
      seen.push(...page.data.map((m: { id: string }) => m.id))
      if (!page.page.next) break
      page = (await keeper.get(`/machines?page[size]=3&page[after]=${page.page.next}&${sort}`)).body
      pages.push(page)
    }
    expect(seen, sort).toEqual(all)
    const back = (await keeper.get(`/machines?page[size]=3&page[before]=${pages[2].page.previous}&${sort}`)).body
    expect(back.data, sort).toEqual(pages[1].data)
    const second = (await keeper.get(`/machines?page[size]=3&page[number]=2&${sort}`)).body
    expect(second.data).toEqual(pages[1].data)
  }
})

test('actions move states, write their own records, and refuse the wrong state', async () => {
  const keeper = (await app.tenant()).as()
  const { body: made } = await keeper.post('/machines', { name: 'Press' })
  expect((await keeper.post(`/machines/${made.id}/wearDown`, { wear: 5 })).body).toMatchObject({
    code: 'WRONG_STATE',
    status: 409,
  })
  expect((await keeper.post(`/machines/${made.id}/start`)).body).toMatchObject({ status: 'running', version: 2 })
  expect((await keeper.get(`/machines/${made.id}/actions`)).body.data).toEqual([
    { name: 'start', allowed: false, reason: 'WRONG_STATE' },
    { name: 'wearDown', allowed: true },
  ])
  const refused = await keeper.post(`/machines/${made.id}/wearDown`, { wear: -1, extra: 1 })
  expect(refused.body.fields.map((f: { field: string; code: string }) => [f.field, f.code]).sort()).toEqual([
    ['extra', 'UNKNOWN_FIELD'],
    ['wear', 'TOO_SMALL'],
  ])
  expect((await keeper.post(`/machines/${made.id}/wearDown`, { wear: 200, reason: 'sand' })).body).toMatchObject({
    status: 'broken',
    wear: 200,
  })
  expect((await keeper.get(`/readings?filter[machine]=${made.id}`)).body.data).toMatchObject([{ value: 200 }])
  const { body: history } = await keeper.get(`/machines/${made.id}/history`)
  expect(history.data[0]).toMatchObject({ act: 'wearDown', reason: 'sand' })
})

test('the same request with the same key is done once and answered twice', async () => {
  const keeper = (await app.tenant()).as()
  const headers = { 'idempotency-key': 'k-1' }
  const first = await keeper.post('/machines', { name: 'Saw' }, headers)
  const again = await keeper.post('/machines', { name: 'Saw' }, headers)
  expect(again.body).toEqual(first.body)
  expect(again.headers.location).toBe(first.headers.location)
  expect((await keeper.post('/machines', { name: 'Drill' }, headers)).body.code).toBe('IDEMPOTENCY_KEY_REUSED')
  const many = await Promise.all(
    Array.from({ length: 20 }, () => keeper.post('/machines', { name: 'Once' }, { 'idempotency-key': 'k-2' })),
  )
  expect(new Set(many.map(answer => answer.status)).difference(new Set([201, 409]))).toEqual(new Set())
  expect((await keeper.get('/machines?filter[name]=Once')).body.data).toHaveLength(1)
})

test('bad input is told at its field and never an internal error', async () => {
  const keeper = (await app.tenant()).as(undefined, { language: 'zh' })
  const { body, status } = await keeper.post('/machines', {
    name: '',
    power: 'x',
    weight: '1.23456',
    price: { amount: '1.001', currency: 'CNY' },
    colour: 'pink',
    owner: 'nobody',
    tenantId: 'x',
    number: 'M-1',
    wear: 5,
  })
  expect(status).toBe(422)
  expect(Object.fromEntries(body.fields.map((f: { field: string; code: string }) => [f.field, f.code]))).toEqual({
    name: 'REQUIRED',
    power: 'WRONG_TYPE',
    weight: 'INVALID_NUMBER',
    'price.amount': 'TOO_MANY_DECIMALS',
    colour: 'NOT_AN_OPTION',
    owner: 'INVALID_ID',
    tenantId: 'UNKNOWN_FIELD',
    number: 'UNKNOWN_FIELD',
    wear: 'UNKNOWN_FIELD',
  })
  expect(body.fields[0].message).toBe('此项必填。')
  const unknown = await keeper.post('/machines', {
    name: 'x',
    owner: '00000000-0000-7000-8000-000000000000',
    parts: [{ name: 'p', quantity: 1, maker: '00000000-0000-7000-8000-000000000000' }],
  })
  expect(unknown.body.fields).toMatchObject([{ field: 'owner', code: 'REFERENCE_NOT_FOUND' }])
  for (const query of [
    'page[size]=0',
    'page[size]=501',
    'page[size]=x',
    'sort=nope',
    'filter[nope]=1',
    'filter[power][contains]=1',
    'filter[power]=abc',
    'page[after]=zzz',
    'page[after]=WyJhIl0',
    'include=name',
    'fields=nope',
    'bogus=1',
    'filter[owner]=x',
    'filter[name]=a%00b',
  ])
    expect((await keeper.get(`/machines?${query}`)).status, query).toBe(422)
})

test('a record others point at stays until they are gone, also when they point from their lines', async () => {
  const keeper = (await app.tenant()).as()
  const { body: lei } = await keeper.post('/people', { name: 'Lei' })
  const { body: owned } = await keeper.post('/machines', { name: 'Owned', owner: lei.id })
  const { body: built } = await keeper.post('/machines', {
    name: 'Built',
    parts: [{ name: 'bolt', quantity: 1, maker: lei.id }],
  })
  expect(await keeper.delete(`/people/${lei.id}`)).toMatchObject({
    status: 409,
    body: { code: 'IN_USE', usedBy: ['machines'] },
  })
  await keeper.delete(`/machines/${owned.id}`)
  expect((await keeper.delete(`/people/${lei.id}`)).status).toBe(409)
  await keeper.delete(`/machines/${built.id}`)
  expect((await keeper.delete(`/people/${lei.id}`)).status).toBe(204)
})
