import { expect, test } from 'vitest'
import { depot } from '../testing/depot.ts'
import { importApp } from '../testing/import-app.ts'

const app = await importApp([depot])

test('a file becomes records, each with its history, and the same file again changes nothing', async () => {
  const keeper = (await app.tenant()).as()
  const file =
    'Code,Name,Grade,Seats,Price,Public,BuiltOn\nA-1,Bolt,fine,1,"1,200.50 CNY",yes,2026/3/9\nA-2,螺母,,2,,否,\n'
  const answer = await keeper.post('/items/import', file, { 'content-type': 'text/csv' })
  expect(answer).toMatchObject({
    status: 202,
    body: { collection: 'items', state: 'queued', total: 2, key: null, keyChoices: ['code'] },
  })
  expect(answer.headers.location).toBe(`/api/v1/imports/${answer.body.id}`)
  const done = await app.settled(keeper, answer.body.id)
  expect(done.body).toMatchObject({
    state: 'done',
    total: 2,
    done: 2,
    created: 2,
    updated: 0,
    unchanged: 0,
    failed: 0,
    errors: [],
  })

  const { data } = (await keeper.get('/items?sort=code')).body
  expect(data).toMatchObject([
    {
      code: 'A-1',
      name: 'Bolt',
      grade: 'fine',
      seats: 1,
      price: { amount: '1200.50', currency: 'CNY' },
      isPublic: true,
      builtOn: '2026-03-09',
      status: 'draft',
      number: 'I-000001',
      version: 1,
    },
    {
      code: 'A-2',
      name: '螺母',
      grade: 'raw',
      seats: 2,
      price: null,
      isPublic: false,
      builtOn: null,
      number: 'I-000002',
    },
  ])
  const history = (await keeper.get(`/items/${data[0].id}/history`)).body.data
  expect(history).toMatchObject([{ act: 'create', via: 'import' }])

  const again = await app.upload(keeper, '/items/import?key=code', file)
  expect(again.body).toMatchObject({ state: 'done', key: 'code', created: 0, updated: 0, unchanged: 2, failed: 0 })
  expect((await keeper.get(`/items/${data[0].id}/history`)).body.data).toHaveLength(1)
})
