import { identity } from '@tenon/identity'
import { testApp } from '@tenon/kernel/testing/app.ts'
import { workshop } from '@tenon/kernel/testing/workshop.ts'
import { messages } from '@tenon/messages'
import { expect, test } from 'vitest'
import { workspace } from '../index.ts'
import { workspaceRoutes } from '../server.ts'

const app = await testApp([workshop, identity, messages, workspace], {
  routes: (_, catalog) => workspaceRoutes(catalog),
})

test('stars are one’s own, show what may be seen, and fall away with the record', async () => {
  const tenant = await app.tenant()
  const [me, colleague] = [tenant.as(), tenant.as()]
  const { body: lathe } = await me.post('/machines', { name: 'Lathe 车床', uses: ['weld'] })
  const { body: ann } = await me.post('/people', { name: 'Ann' })
  expect((await me.put(`/stars/welders/${lathe.id}`, {})).status).toBe(204)
  expect((await me.put(`/stars/people/${ann.id}`, {})).status).toBe(204)
  expect((await me.put(`/stars/people/${ann.id}`, {})).status).toBe(204)
  expect((await me.get('/stars')).body.data).toEqual([
    { collection: 'people', id: ann.id, title: 'Ann' },
    { collection: 'welders', id: lathe.id, title: 'Lathe 车床', status: 'idle' },
  ])
  expect((await colleague.get('/stars')).body.data).toEqual([])
  await me.delete(`/people/${ann.id}`)
  expect((await me.get('/stars')).body.data).toHaveLength(1)
  expect((await me.delete(`/stars/machines/${lathe.id}`)).status).toBe(204)
  expect((await me.get('/stars')).body.data).toEqual([])
})

test('what may not be read cannot be starred', async () => {
  const [tenant, other] = [await app.tenant(), await app.tenant()]
  const { body: lathe } = await tenant.as().post('/machines', { name: 'Lathe' })
  expect((await other.as().put(`/stars/machines/${lathe.id}`, {})).status).toBe(404)
  expect((await tenant.as(['workshop.person.read']).put(`/stars/machines/${lathe.id}`, {})).status).toBe(403)
  const own = tenant.as([{ permission: 'workshop.machine.read', scope: 'own' }])
  expect((await own.put(`/stars/machines/${lathe.id}`, {})).status).toBe(404)
  expect((await tenant.as().put(`/stars/welders/${lathe.id}`, {})).status).toBe(404)
  expect((await tenant.as().put(`/stars/nowhere/${lathe.id}`, {})).status).toBe(404)
})
