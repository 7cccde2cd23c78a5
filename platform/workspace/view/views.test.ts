import { identity } from '@tenon/identity'
import { insertRecord } from '@tenon/kernel/data/records.ts'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { type Person, testApp } from '@tenon/kernel/testing/app.ts'
import { workshop } from '@tenon/kernel/testing/workshop.ts'
import { messages } from '@tenon/messages'
import { expect, test } from 'vitest'
import { workspace } from '../index.ts'
import { workspaceRoutes } from '../server.ts'
import { view } from './view.entity.ts'

const app = await testApp([workshop, identity, messages, workspace], {
  routes: (_, catalog) => workspaceRoutes(catalog),
})
const reads = ['workshop.machine.read']
const strong = {
  collection: 'machines',
  name: '强的 Strong ones',
  shape: 'board',
  query: { 'filter[power][gte]': '100', sort: '-power,name', search: 'x', 'filter[builtOn][lt]': '@today+30' },
  settings: { columns: [{ field: 'name', width: 220, pinned: true }], group: 'status', openAs: 'peek' },
}
const namesOf = async (person: Person) =>
  (await person.get('/views?collection=machines')).body.data.map((one: { name: string }) => one.name)

test('a view of one’s own is there for oneself alone, as it was kept', async () => {
  const tenant = await app.tenant()
  const [me, colleague] = [tenant.as(reads), tenant.as(reads)]
  const made = await me.post('/views', strong)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  expect(made.body).toMatchObject({ ...strong, audience: 'personal', version: 1, mayChange: true, leftOut: [] })
  expect((await me.get('/views?collection=machines')).body).toEqual({ data: [made.body], default: null })
  expect(await namesOf(colleague)).toEqual([])
  expect((await colleague.patch(`/views/${made.body.id}`, { name: 'mine' })).status).toBe(404)
  expect((await colleague.delete(`/views/${made.body.id}`)).status).toBe(404)
})

test('a view for the team is seen by all who may list, and changed by its owner or who looks after views', async () => {
  const tenant = await app.tenant()
  const [me, reader, keeper, stranger] = [
    tenant.as(reads),
    tenant.as(reads),
    tenant.as([...reads, 'workspace.view.update']),
    tenant.as(['workshop.person.read', 'workspace.view.update']),
  ]
  const { body } = await me.post('/views', { ...strong, audience: 'team' })
  expect(await namesOf(reader)).toEqual([strong.name])
  expect((await reader.get('/views')).body.data[0].mayChange).toBe(false)
  expect((await reader.patch(`/views/${body.id}`, { name: 'x' })).body.code).toBe('NOT_YOUR_VIEW')
  expect((await stranger.get('/views?collection=machines')).status).toBe(403)
  expect((await stranger.get('/views')).body.data).toEqual([])
  expect((await stranger.patch(`/views/${body.id}`, { name: 'x' })).status).toBe(404)
  expect((await keeper.patch(`/views/${body.id}`, { name: 'Renamed', version: 1 })).body).toMatchObject({ version: 2 })
  expect((await keeper.delete(`/views/${body.id}`)).status).toBe(204)
  expect(await namesOf(me)).toEqual([])
})

test('who changes what another has changed meanwhile is told, with the view as it is now', async () => {
  const me = (await app.tenant()).as(reads)
  const { body } = await me.post('/views', strong)
  await me.patch(`/views/${body.id}`, { query: { sort: 'name' }, version: 1 })
  const stale = await me.patch(`/views/${body.id}`, { name: 'Late', version: 1 })
  expect(stale).toMatchObject({
    status: 409,
    body: { code: 'STALE', current: { version: 2, query: { sort: 'name' } } },
  })
})

test('what the list would not answer is not kept: an unknown field, a wrong value, a field one may not see', async () => {
  const tenant = await app.tenant()
  const me = tenant.as(reads)
  const limited = tenant.as([{ permission: 'workshop.machine.read', fields: ['name'] }])
  const tries: [Person, object][] = [
    [me, { 'filter[nothing]': '1' }],
    [me, { 'filter[power][gte]': 'strong' }],
    [me, { sort: 'nothing' }],
    [me, { colour: 'red' }],
    [me, { 'page[after]': 'x' }],
    [limited, { 'filter[power][gte]': '1' }],
    [limited, { sort: 'power' }],
  ]
  for (const [person, query] of tries) {
    const answer = await person.post('/views', { ...strong, query })
    expect(answer.status, JSON.stringify(query)).toBe(422)
  }
  expect((await me.post('/views', { ...strong, collection: 'nowhere' })).status).toBe(404)
  expect((await me.post('/views', { ...strong, name: 'a\u0000b' })).status).toBe(422)
  expect((await me.post('/views', { ...strong, settings: { note: '\u0000' } })).status).toBe(422)
})

test('a view whose field is gone, or hidden from the reader, opens without that condition and says so', async () => {
  const tenant = await app.tenant()
  const me = tenant.as(reads)
  const limited = tenant.as([{ permission: 'workshop.machine.read', fields: ['name'] }])
  const { runtime, actor } = me.session
  const query = { 'filter[speed][gte]': '5', 'filter[power][gte]': '1', sort: 'speed,-name' }
  const old = { collection: 'machines', name: 'Old', shape: 'table', query, settings: {}, audience: 'team' }
  await unitOfWork(runtime, tenant, actor, work => insertRecord(work, view, old, { restricted: false }))
  const [mine] = (await me.get('/views?collection=machines')).body.data
  expect(mine).toMatchObject({
    query: { 'filter[power][gte]': '1', sort: '-name' },
    leftOut: expect.arrayContaining(['filter[speed][gte]', 'sort']),
  })
  const [theirs] = (await limited.get('/views?collection=machines')).body.data
  expect(theirs).toMatchObject({ query: { sort: '-name' } })
  expect(theirs.leftOut).toContain('filter[power][gte]')
})

test('each person orders the views of a list and says which one it opens with', async () => {
  const tenant = await app.tenant()
  const [me, colleague] = [tenant.as(reads), tenant.as(reads)]
  const ids: string[] = []
  for (const name of ['A', 'B', 'C']) ids.push((await me.post('/views', { ...strong, name, audience: 'team' })).body.id)
  const [a, b, c] = ids as [string, string, string]
  expect((await me.put('/views/order', { collection: 'machines', ids: [c, 'strong', a] })).status).toBe(204)
  expect(await namesOf(me)).toEqual(['C', 'A', 'B'])
  expect(await namesOf(colleague)).toEqual(['A', 'B', 'C'])
  expect((await me.put('/views/default', { collection: 'machines', id: b })).status).toBe(204)
  const { data, default: standard } = (await me.get('/views?collection=machines')).body
  expect(standard).toBe(b)
  expect(data.map((one: { isDefault: boolean }) => one.isDefault)).toEqual([false, false, true])
  expect((await me.put('/views/default', { collection: 'machines', id: 'strong' })).status).toBe(204)
  expect((await me.get('/views?collection=machines')).body.default).toBe('strong')
  expect((await colleague.put('/views/default', { collection: 'machines', id: 'nothing' })).status).toBe(422)
  expect((await me.put('/views/default', { collection: 'machines', id: null })).status).toBe(204)
  expect((await me.get('/views?collection=machines')).body.default).toBe(null)
})

test('views of one address are not those of another of the same records', async () => {
  const me = (await app.tenant()).as(reads)
  await me.post('/views', { ...strong, collection: 'welders' })
  expect(await namesOf(me)).toEqual([])
  expect((await me.get('/views?collection=welders')).body.data).toHaveLength(1)
})
