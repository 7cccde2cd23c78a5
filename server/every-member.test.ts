import { expect, test } from 'vitest'
import { wholeServer } from './testing/whole-server.ts'

const server = await wholeServer()

async function team() {
  const tenant = await server.tenant()
  const administrator = await server.person(tenant, [{ role: 'administrator' }])
  return { tenant, administrator, ann: await server.person(tenant, []), bo: await server.person(tenant, []) }
}
const named = (grants: { role: { name: string }; via: { kind: string }; reaches: boolean }[]) =>
  grants.filter(({ reaches }) => reaches).map(({ role, via }) => `${role.name} ${via.kind}`)

test('without any role one works with one’s own tasks, and what one may is explained as it is enforced', async () => {
  const { administrator, ann, bo } = await team()
  const { status, body: task } = await ann.send('POST', '/tasks', { title: 'Mine' })
  expect(status, JSON.stringify(task)).toBe(201)
  const explained = async (person: typeof ann, verb: string) =>
    (await person.send('GET', `/access/explain?permission=workspace.task.${verb}&record=${task.id}`)).body
  expect((await ann.send('GET', '/tasks')).body.page.total).toBe(1)
  expect((await bo.send('GET', '/tasks')).body.page.total).toBe(0)
  const allowed = await explained(ann, 'complete')
  expect(allowed.allowed).toBe(true)
  expect(new Set(named(allowed.grants))).toEqual(new Set(['Every member membership']))
  expect((await ann.send('POST', `/tasks/${task.id}/complete`)).status).toBe(200)
  expect(await explained(bo, 'complete')).toMatchObject({ allowed: false, because: 'notSeen' })
  expect((await bo.send('POST', `/tasks/${task.id}/complete`)).status).toBe(404)
  const who = await administrator.send('GET', `/access/who?permission=workspace.task.read&record=${task.id}`)
  const ids = who.body.data.map(({ id }: { id: string }) => id)
  expect(ids.toSorted()).toEqual([administrator.memberId, ann.memberId].toSorted())
})

test('a role can take away what every member may', async () => {
  const { tenant, administrator } = await team()
  const grants = [{ permission: 'workspace.task.create', effect: 'mute' }]
  const made = await administrator.send('POST', '/roles', { key: 'guest', name: 'Guest', grants })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const guest = await server.person(tenant, [{ role: 'guest' }])
  expect((await guest.send('POST', '/tasks', { title: 'x' })).status).toBe(403)
  const told = (await guest.send('GET', '/access/explain?permission=workspace.task.create')).body
  expect(told).toMatchObject({ allowed: false, because: 'muted' })
  expect((await guest.send('GET', '/tasks')).status).toBe(200)
})
