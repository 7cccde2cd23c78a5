import { randomUUID } from 'node:crypto'
import type { Tenant } from '@tenon/kernel/entity/ctx.ts'
import type { JobStep } from '@tenon/kernel/jobs/job.ts'
import type { ImportQueue } from '@tenon/kernel/transfer/import/queue.ts'
import { expect, test } from 'vitest'
import { importJobs } from './import-queue.ts'
import { type SignedIn, wholeServer } from './testing/whole-server.ts'

/** Imports that wait for their turn until the test gives it to them, as they would behind another's. */
const waiting: { tenant: Tenant; memberId: string; siteId: string | null; importId: string }[] = []
const held: ImportQueue = {
  async add({ tenant, actor }, importId) {
    waiting.push({ tenant, memberId: String(actor.memberId), siteId: actor.siteId, importId })
  },
}
const server = await wholeServer(() => held)
const { job } = importJobs(server.app)
const finish = async () => {}
const runWaiting = async () => {
  for (const { tenant, ...data } of waiting.splice(0))
    await job.run({ tenant, data, signal: new AbortController().signal, finish } as unknown as JobStep<typeof data>)
}

const rights = [...['read', 'create', 'import'].map(verb => `directory.company.${verb}`), 'identity.apiKey.create']

/** A person with a role of their own who holds its rights in three ways: a session, an API key, an import that waits. */
async function holder() {
  const tenant = await server.tenant()
  const administrator = await server.person(tenant, [{ role: 'administrator' }])
  const grants = rights.map(permission => ({ permission }))
  const role = (await administrator.send('POST', '/roles', { key: 'importer', name: 'Importer', grants })).body
  const person = await server.person(tenant, [{ role: 'importer' }])
  const wish = { name: 'program', expiresAt: new Date(Date.now() + 86_400_000).toISOString(), permissions: ['*'] }
  const made = await person.send('POST', '/user/api-keys', wish)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const file = await person.send('POST', '/companies/import', 'name\nAcme\n', { 'content-type': 'text/csv' })
  expect(file.status, JSON.stringify(file.body)).toBe(202)
  return {
    tenant,
    administrator,
    role,
    person,
    program: server.holder(made.body.key),
    importId: file.body.id as string,
  }
}
type Holder = Awaited<ReturnType<typeof holder>>

async function changeMember({ administrator, person }: Holder, patch: unknown) {
  const { status, body } = await administrator.send('PATCH', `/members/${person.memberId}`, patch)
  expect(status, JSON.stringify(body)).toBe(200)
}
async function changeRole({ administrator, role }: Holder, patch: unknown) {
  const { status, body } = await administrator.send('PATCH', `/roles/${role.id}`, patch)
  expect(status, JSON.stringify(body)).toBe(200)
}

/** Every way in which somebody comes to hold less than before. */
const ways: Readonly<Record<string, (who: Holder) => Promise<void>>> = {
  'the role is taken from the person': who => changeMember(who, { roles: [] }),
  'the right is taken from the role': who => changeRole(who, { grants: [{ permission: 'identity.apiKey.create' }] }),
  'the right is muted in the role': who =>
    changeRole(who, {
      grants: [...rights.map(permission => ({ permission })), { permission: 'directory.company.*', effect: 'mute' }],
    }),
  'the role has come to its end': who =>
    changeMember(who, { roles: [{ role: who.role.id, endsAt: new Date(Date.now() - 1000).toISOString() }] }),
  'the role now sleeps for emergencies': who =>
    changeMember(who, { roles: [{ role: who.role.id, isEmergency: true }] }),
  'the person is suspended': async who => {
    const { status } = await who.administrator.send('POST', `/members/${who.person.memberId}/suspend`, { reason: 'x' })
    expect(status).toBe(200)
  },
}

const mayStill = async (send: SignedIn['send'] | Holder['program']) => [
  (await send('GET', '/companies')).status,
  (await send('POST', '/companies', { name: randomUUID() })).status,
]

test.for(Object.keys(ways))('%s: gone at the next request for session, key and waiting import', async way => {
  const who = await holder()
  expect(await mayStill(who.person.send)).toEqual([200, 201])
  expect(await mayStill(who.program)).toEqual([200, 201])
  await ways[way]?.(who)
  for (const status of [...(await mayStill(who.person.send)), ...(await mayStill(who.program))])
    expect([401, 403]).toContain(status)
  await runWaiting().catch(error => expect(error).toMatchObject({ code: 'IMPORTER_GONE' }))
  const names = (await who.administrator.send('GET', '/companies?fields=name')).body.data
  expect(names.map(({ name }: { name: string }) => name)).not.toContain('Acme')
})

test('an import whose importer still may is done when its turn comes', async () => {
  const who = await holder()
  await runWaiting()
  const { data } = (await who.administrator.send('GET', '/companies?fields=name')).body
  expect(data).toMatchObject([{ name: 'Acme' }])
  expect((await who.person.send('GET', `/imports/${who.importId}`)).body).toMatchObject({ created: 1, failed: 0 })
})
