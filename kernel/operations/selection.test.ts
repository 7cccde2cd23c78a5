import { expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { workshop } from '../testing/workshop.ts'

const app = await testApp([workshop])

async function machines() {
  const tenant = await app.tenant()
  const keeper = tenant.as()
  for (let power = 1; power <= 6; power++)
    await keeper.post('/machines', { name: `m${power}`, power, uses: power > 4 ? ['weld'] : [] })
  return { tenant, keeper }
}
const names = async (keeper: Awaited<ReturnType<typeof machines>>['keeper'], query = '') =>
  (await keeper.get(`/machines?sort=name&${query}`)).body.data.map((m: { name: string }) => m.name)

test('all that a query finds are changed at once, whatever page or order it was looked at in', async () => {
  const { keeper } = await machines()
  const reply = await keeper.post('/machines/bulk', {
    action: 'update',
    query: { 'filter[power][gte]': '3', sort: '-power', 'page[size]': '1' },
    expect: 4,
    values: { colour: 'red' },
  })
  expect(reply.status).toBe(200)
  expect(reply.body.results.map((r: { ok: boolean }) => r.ok)).toEqual([true, true, true, true])
  expect(await names(keeper, 'filter[colour]=red')).toEqual(['m3', 'm4', 'm5', 'm6'])
})

test('when another number is found than was shown, nothing is done and the number is told', async () => {
  const { keeper } = await machines()
  const body = { action: 'remove', query: { 'filter[power][gte]': '3' }, expect: 3 }
  const refused = await keeper.post('/machines/bulk', body)
  expect(refused).toMatchObject({ status: 409, body: { code: 'SELECTION_CHANGED', actual: 4 } })
  expect(refused.body.detail).toContain('4 records match by now, not 3')
  expect(await names(keeper)).toHaveLength(6)
})

test('a query under a second address finds only the records of that address', async () => {
  const { keeper } = await machines()
  expect((await keeper.post('/welders/bulk', { action: 'remove', query: {}, expect: 2 })).status).toBe(200)
  expect(await names(keeper)).toEqual(['m1', 'm2', 'm3', 'm4'])
})

test('a query finds no more than its caller may list', async () => {
  const { tenant, keeper } = await machines()
  const filter = [{ field: 'power', operator: 'lte', text: '2' } as const]
  const some = tenant.as([
    { permission: 'workshop.machine.*', scope: 'filter', filter },
    { permission: 'workshop.machine.read', scope: 'filter', filter },
  ])
  expect((await some.post('/machines/bulk', { action: 'remove', query: {}, expect: 6 })).body.actual).toBe(2)
  expect((await some.post('/machines/bulk', { action: 'remove', query: {}, expect: 2 })).status).toBe(200)
  expect(await names(keeper)).toEqual(['m3', 'm4', 'm5', 'm6'])
})

test('a body names ids or a query, never both or neither, and a query says what it expects', async () => {
  const keeper = (await app.tenant()).as()
  const fieldsOf = async (body: object) =>
    (await keeper.post('/machines/bulk', { action: 'remove', ...body })).body.fields?.map(
      (f: { field: string }) => f.field,
    )
  expect(await fieldsOf({})).toEqual(['ids'])
  expect(await fieldsOf({ ids: [crypto.randomUUID()], query: {}, expect: 1 })).toEqual(['ids'])
  expect(await fieldsOf({ query: {} })).toEqual(['expect'])
  expect(await fieldsOf({ query: { 'filter[nothing]': 'x' }, expect: 1 })).toEqual(['filter[nothing][eq]'])
})
