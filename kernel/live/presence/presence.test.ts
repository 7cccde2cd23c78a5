import { expect, test } from 'vitest'
import { grant } from '../../access/grant.ts'
import { testApp } from '../../testing/app.ts'
import { connectFor } from '../../testing/background.ts'
import { workshop } from '../../testing/workshop.ts'
import { presenceRoutes } from './routes.ts'
import { presenceSignal } from './signal.ts'

const touched: string[] = []
const app = await testApp([workshop], {
  routes: (_, catalog) => presenceRoutes(catalog),
  committed: (_, what = new Set()) => void touched.push(...what),
})

async function room() {
  const tenant = await app.tenant()
  const [lin, wang] = [tenant.as(undefined, { name: 'Lin' }), tenant.as(undefined, { name: 'Wang' })]
  const { id } = (await lin.post('/machines', { name: 'Press' })).body
  return { tenant, lin, wang, id, at: { collection: 'machines', id } }
}

test('those who look at a record see one another, and which field is being edited, until they leave', async () => {
  const { lin, wang, id, at } = await room()
  expect((await lin.put('/presence', { ...at, field: null })).body).toEqual({ data: [] })
  expect((await wang.put('/presence', { ...at, field: 'power' })).body.data).toMatchObject([
    { name: 'Lin', field: null },
  ])
  const seen = (await lin.get(`/machines/${id}/presence`)).body.data
  expect(seen).toEqual([
    { id: wang.session.actor.memberId, name: 'Wang', field: 'power', since: expect.stringMatching(/Z$/) },
  ])
  expect((await wang.delete(`/presence/machines/${id}`)).status).toBe(204)
  expect((await lin.get(`/machines/${id}/presence`)).body.data).toEqual([])
})

test('somebody of whom nothing is heard has left', async () => {
  const { tenant, lin, wang, id, at } = await room()
  await wang.put('/presence', at)
  const client = await connectFor(app.database.app, tenant.id)
  await client.query(`update kernel.presence set seen_at = now() - interval '46 seconds' where tenant_id = $1`, [
    tenant.id,
  ])
  expect((await lin.get(`/machines/${id}/presence`)).body.data).toEqual([])
})

test('who may not read the record learns nothing of it: not of its being there, nor of hidden fields being edited', async () => {
  const { tenant, wang, id, at } = await room()
  await wang.put('/presence', { ...at, field: 'power' })
  const own = tenant.as([grant('workshop.machine.read', { scope: 'own' })])
  const stranger = (await app.tenant()).as()
  const nobody = tenant.as(['workshop.person.read'])
  for (const person of [own, stranger, nobody]) {
    expect((await person.get(`/machines/${id}/presence`)).status).toBe(404)
    expect((await person.put('/presence', at)).status).toBe(404)
  }
  const partly = tenant.as([grant('workshop.machine.read', { fields: ['name'] })])
  expect((await partly.get(`/machines/${id}/presence`)).body.data).toMatchObject([{ name: 'Wang', field: null }])
})

test('only what is new is told, and only to those who are there and may still read the record', async () => {
  const { tenant, lin, wang, id, at } = await room()
  await lin.put('/presence', at)
  touched.length = 0
  await wang.put('/presence', at)
  const told = touched.filter(touch => touch.startsWith('presence:'))
  expect(told).toEqual([`presence:${lin.session.actor.memberId}/machines/${id}`])
  touched.length = 0
  await wang.put('/presence', at) // it is still there: no news
  expect(touched.filter(touch => touch.startsWith('presence:'))).toEqual([])
  const signal = presenceSignal(app.catalog)
  const subject = String(told[0]).slice('presence:'.length)
  expect(signal.concerns(lin.session.actor, subject)).toBe(true)
  expect(signal.concerns(wang.session.actor, subject)).toBe(false)
  expect(await signal.tell(lin.session, subject)).toEqual({ collection: 'machines', id })
  const { memberId } = lin.session.actor
  const taken = tenant.as(['workshop.person.read'], { memberId: memberId as string })
  expect(await signal.tell(taken.session, subject)).toBeNull()
})
