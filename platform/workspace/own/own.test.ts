import { randomUUID } from 'node:crypto'
import { identity } from '@tenon/identity'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { testApp } from '@tenon/kernel/testing/app.ts'
import { workshop } from '@tenon/kernel/testing/workshop.ts'
import { messages } from '@tenon/messages'
import pg from 'pg'
import { expect, test } from 'vitest'
import { workspace } from '../index.ts'
import { workspaceRoutes } from '../server.ts'
import { upkeep } from '../upkeep.schedule.ts'

const app = await testApp([workshop, identity, messages, workspace], {
  routes: (_, catalog) => workspaceRoutes(catalog),
})

test('what one chooses is one’s own, by name, until it is cleared', async () => {
  const tenant = await app.tenant()
  const [me, colleague] = [tenant.as(['nothing.at.all']), tenant.as()]
  const widths = { columns: [{ field: 'name', width: 240 }], note: '列宽 \u0000 \ud800' }
  expect((await me.put('/choices/list.orders.all', { value: widths })).status).toBe(204)
  expect((await me.put('/choices/tours', { value: false })).status).toBe(204)
  expect((await me.put('/choices/tours', { value: null })).status).toBe(204)
  expect((await me.get('/choices')).body).toEqual({ 'list.orders.all': widths, tours: null })
  expect((await colleague.get('/choices')).body).toEqual({})
  expect((await me.delete('/choices/tours')).status).toBe(204)
  expect(Object.keys((await me.get('/choices')).body)).toEqual(['list.orders.all'])
})

test('a choice has a plain name, a value of a bounded size, and not endless company', async () => {
  const me = (await app.tenant()).as()
  expect((await me.put('/choices/a b', { value: 1 })).body).toMatchObject({
    code: 'INVALID',
    fields: [{ field: 'key' }],
  })
  expect((await me.put('/choices/a', {})).body.fields).toMatchObject([{ field: 'value', code: 'REQUIRED' }])
  const long = await me.put('/choices/a', { value: 'x'.repeat(32 * 1024) })
  expect(long.body.fields).toMatchObject([{ field: 'value', code: 'TOO_LARGE' }])
  const { runtime, tenant, actor } = me.session
  await unitOfWork(runtime, tenant, actor, async work =>
    work.write({
      text: `insert into workspace.choice select $1, $2, 'k' || n, '1' from generate_series(1, 500) n`,
      values: [tenant.id, actor.memberId],
    }),
  )
  expect((await me.put('/choices/k7', { value: 2 })).status).toBe(204)
  expect((await me.put('/choices/one-more', { value: 1 })).body.fields).toMatchObject([{ code: 'TOO_MANY' }])
})

test('a draft is kept for its author until it is discarded or ninety days old', async () => {
  const tenant = await app.tenant()
  const [me, colleague] = [tenant.as(), tenant.as()]
  const saved = await me.put('/drafts/orders.new', { value: { name: '半成品' } })
  expect(saved.body).toEqual({ value: { name: '半成品' }, savedAt: expect.stringMatching(/Z$/) })
  expect((await me.get('/drafts/orders.new')).body).toEqual(saved.body)
  expect((await me.get('/drafts')).body.data).toEqual([{ key: 'orders.new', savedAt: saved.body.savedAt }])
  expect((await colleague.get('/drafts/orders.new')).status).toBe(404)
  await me.put('/drafts/orders.old', { value: 1 })
  const owner = new pg.Client(app.database.owner)
  await owner.connect()
  const aged =
    "update workspace.draft set saved_at = now() - interval '91 days' where tenant_id = $1 and key = 'orders.old'"
  await owner.query(aged, [tenant.id])
  await owner.end()
  expect((await me.get('/drafts/orders.old')).status).toBe(404)
  const { runtime, actor } = me.session
  await unitOfWork(runtime, tenant, actor, work => upkeep.run(ctxOf(work)))
  expect((await me.get('/drafts')).body.data).toHaveLength(1)
  expect((await me.delete('/drafts/orders.new')).status).toBe(204)
  expect((await me.get('/drafts')).body.data).toEqual([])
})

test('another organisation has nothing of it, also for a member of the same id', async () => {
  const memberId = randomUUID()
  const [here, there] = [
    (await app.tenant()).as(undefined, { memberId }),
    (await app.tenant()).as(undefined, { memberId }),
  ]
  await here.put('/choices/home', { value: 1 })
  await here.put('/drafts/home', { value: 1 })
  expect((await there.get('/choices')).body).toEqual({})
  expect((await there.get('/drafts')).body.data).toEqual([])
})
