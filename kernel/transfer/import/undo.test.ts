import { expect, test } from 'vitest'
import { depot } from '../testing/depot.ts'
import { importApp } from '../testing/import-app.ts'

const app = await importApp([depot])

test('undo removes what was created, puts back what was updated, and leaves what has moved on', async () => {
  const keeper = (await app.tenant()).as()
  await app.upload(keeper, '/suppliers/import', 'code,name,city\nA,Alpha,Aachen\nB,Beta,Bonn\nC,Gamma,Celle\n')
  const file =
    'code,name,city\nA,Alpha,Berlin\nB,Beta,Bremen\nC,Gamma,Celle\nD,Delta,Dresden\nE,Epsilon,Essen\nF,Zeta,Fulda\n'
  const { body } = await app.upload(keeper, '/suppliers/import?key=code', file)
  expect(body).toMatchObject({ created: 3, updated: 2, unchanged: 1 })
  const { data } = (await keeper.get('/suppliers?sort=code')).body
  const [, beta, , , epsilon, zeta] = data
  await keeper.patch(`/suppliers/${beta.id}`, { city: 'Bielefeld' })
  await keeper.patch(`/suppliers/${epsilon.id}`, { city: 'Erfurt' })
  await keeper.post('/items', { code: 'I-1', name: 'Item', supplier: zeta.id })

  const asked = await keeper.post(`/imports/${body.id}/undo`, {})
  expect(asked.status).toBe(202)
  const undone = (await app.settled(keeper, body.id)).body
  expect(undone).toMatchObject({ state: 'undone', undo: { total: 5, undone: 2, kept: 3 } })
  const after = (await keeper.get('/suppliers?sort=code')).body.data
  expect(after.map((s: { code: string; city: string }) => [s.code, s.city])).toEqual([
    ['A', 'Aachen'],
    ['B', 'Bielefeld'],
    ['C', 'Celle'],
    ['E', 'Erfurt'],
    ['F', 'Fulda'],
  ])
  expect(
    (await keeper.get(`/suppliers/${after[0].id}/history`)).body.data.map((h: { act: string; via: string }) => [
      h.act,
      h.via,
    ]),
  ).toEqual([
    ['update', 'import'],
    ['update', 'import'],
    ['create', 'import'],
  ])
  expect((await keeper.post(`/imports/${body.id}/undo`, {})).body.code).toBe('IMPORT_NOTHING_TO_UNDO')
})

test('what cannot go back because its old value is taken by now stays, and all else goes back', async () => {
  const keeper = (await app.tenant()).as()
  const lines = (name: (i: number) => string, code: (i: number) => string) =>
    Array.from({ length: 30 }, (_, i) => `${name(i)},${code(i)}`).join('\n')
  await app.upload(
    keeper,
    '/suppliers/import',
    `name,code\n${lines(
      i => `n${i}`,
      i => `old${i}`,
    )}\n`,
  )
  const { body } = await app.upload(
    keeper,
    '/suppliers/import?key=name',
    `name,code\n${lines(
      i => `n${i}`,
      i => `new${i}`,
    )}\n`,
  )
  expect(body).toMatchObject({ updated: 30 })
  await keeper.post('/suppliers', { name: 'Taker', code: 'old7' })
  await keeper.post(`/imports/${body.id}/undo`, {})
  expect((await app.settled(keeper, body.id)).body.undo).toEqual({ total: 30, undone: 29, kept: 1 })
  const { data } = (await keeper.get('/suppliers?filter[code][starts]=new')).body
  expect(data.map((s: { code: string }) => s.code)).toEqual(['new7'])
})

test('undo needs the rights of what it takes back; a dry run or a running import has nothing to take back', async () => {
  const tenant = await app.tenant()
  const memberId = '00000000-0000-4000-8000-000000000009'
  const { body } = await app.upload(tenant.as(undefined, { memberId }), '/suppliers/import', 'name\nOne\n')
  const reader = tenant.as(['depot.supplier.read', 'depot.supplier.import'], { memberId })
  expect((await reader.post(`/imports/${body.id}/undo`, {})).status).toBe(403)
  const tried = await app.upload(tenant.as(undefined, { memberId }), '/suppliers/import?dryRun=true', 'name\nOne\n')
  const keeper = tenant.as(undefined, { memberId })
  expect((await keeper.post(`/imports/${tried.body.id}/undo`, {})).body.code).toBe('IMPORT_NOTHING_TO_UNDO')
})

test('records of one file that refer to one another go together, except what someone has taken up since', async () => {
  const keeper = (await app.tenant()).as()
  const file = 'code,name,reportsTo\n1,Chief,\n2,Second,1\n3,Third,2\n4,Loner,\n5,Fifth,4\n'
  const { body } = await app.upload(keeper, '/workers/import?key=code', file)
  const { data } = (await keeper.get('/workers?sort=code')).body
  await keeper.patch(`/workers/${data[4].id}`, { post: 'Kept' })
  await keeper.post(`/imports/${body.id}/undo`, {})
  expect((await app.settled(keeper, body.id)).body.undo).toEqual({ total: 5, undone: 3, kept: 2 })
  expect((await keeper.get('/workers?sort=code')).body.data.map((w: { name: string }) => w.name)).toEqual([
    'Loner',
    'Fifth',
  ])
})
