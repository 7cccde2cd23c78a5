import { operator } from '@tenon/identity/server'
import { openTenants } from '@tenon/kernel/background/tenants.ts'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import type { Actor, Tenant } from '@tenon/kernel/entity/ctx.ts'
import { startOutbox } from '@tenon/kernel/outbox/outbox.ts'
import { keepLog } from '@tenon/kernel/testing/background.ts'
import { notify } from '@tenon/messages'
import { expect, onTestFinished, test, vi } from 'vitest'
import { watchedServer } from './testing/watched-server.ts'
import { type SignedIn, wholeServer } from './testing/whole-server.ts'

const { app, person, tenant } = await wholeServer()
const admin = [{ role: 'administrator' }]

async function organisation() {
  const own = await tenant()
  const boss = await person(own, admin)
  const grants = [{ permission: 'directory.contact.read' }]
  await boss.send('POST', '/roles', { key: 'reader', name: 'Reader', nameZh: '读者', grants })
  return { own, boss, reader: await person(own, [{ role: 'reader' }]) }
}
const texts = async ({ send }: SignedIn, language = 'en', filter = 'all') => {
  const { status, body } = await send('GET', `/notifications?filter=${filter}`, undefined, {
    'accept-language': language,
  })
  expect(status, JSON.stringify(body)).toBe(200)
  return body.data.map(({ text }: { text: string }) => text)
}
const tell = (own: Tenant, actor: Actor, notice: Parameters<typeof notify>[1]) =>
  unitOfWork(app.runtime, own, actor, async work => notify(work, notice))
const of = ({ memberId }: SignedIn): Actor => ({ ...operator, memberId, name: 'Lin Yue' })

test('whoever is given a role is told in their own language and at once, and nobody else is', async () => {
  const { boss, reader } = await organisation()
  const server = await watchedServer(app)
  const log = keepLog()
  const outbox = startOutbox({
    ...app,
    runtime: server.runtime,
    tenants: openTenants(app.runtime.pool),
    log,
    delay: 10,
  })
  server.runtime.onCommit(outbox.wake)
  onTestFinished(() => outbox.stop())
  const [mine, theirs] = [await server.watch(reader.token), await server.watch(boss.token)]
  const role = (await boss.send('POST', '/roles', { key: 'editor', name: 'Editor', nameZh: '编辑', grants: [] })).body
    .id
  const reply = await server.send(boss.token, 'POST', `/members/${reader.memberId}/assignRole`, { role })
  expect(reply.status).toBe(200)
  await vi.waitFor(
    () => expect(mine.told, log.lines.join()).toContainEqual({ event: 'notification', data: { unread: 1 } }),
    { timeout: 5_000 },
  )
  expect(await texts(reader)).toEqual(['Somebody gave you the role Editor.'])
  expect(await texts(reader, 'zh')).toEqual(['Somebody 授予你“编辑”角色。'])
  expect(await texts(boss)).toEqual([])
  expect(theirs.told.filter(({ event }) => event === 'notification')).toEqual([])
})

test('nobody is told of their own acts, of what they switched off, or of another organisation', async () => {
  const { own, boss, reader } = await organisation()
  const stranger = await person(await tenant(), admin)
  const role = { en: 'Editor', zh: '编辑' }
  const to = [boss.memberId, reader.memberId, stranger.memberId]
  await tell(own, of(boss), { to, kind: 'roleGranted', params: { role } })
  expect([await texts(boss), await texts(stranger)]).toEqual([[], []])
  expect(await texts(reader)).toEqual(['Lin Yue gave you the role Editor.'])
  await reader.send('PATCH', '/user/preferences', { notifications: { roleGranted: false } })
  await tell(own, of(boss), { to, kind: 'roleGranted', params: { role } })
  expect(await texts(reader)).toHaveLength(1)
  const { data } = (await reader.send('GET', '/notifications/kinds')).body
  expect(data).toContainEqual({ kind: 'roleGranted', label: 'You are given a role', mailed: false })
})

test('a notice names its record only to who may see it at that moment', async () => {
  const { own, boss, reader } = await organisation()
  const { id } = (await boss.send('POST', '/companies', { name: 'Secret Acme' })).body
  const notice = {
    kind: 'jobEnded',
    params: { case: 'bulkFailed', reason: 'Secret Acme owes' },
    link: { collection: 'companies', id },
  }
  await tell(own, of(boss), { ...notice, to: [reader.memberId] })
  const { body } = await reader.send('GET', '/notifications')
  expect(JSON.stringify(body)).not.toContain('Secret')
  expect(body.data).toMatchObject([{ link: null, actor: { id: boss.memberId, name: 'Lin Yue' } }])
  await tell(own, of(reader), { ...notice, to: [boss.memberId] })
  const seen = (await boss.send('GET', '/notifications')).body.data
  expect(seen).toMatchObject([{ link: { collection: 'companies', id } }])
  expect(seen[0].text).toContain('Secret Acme owes')
})

test('notices are read, unread and put away by their owner alone, in pages', async () => {
  const { own, boss, reader } = await organisation()
  for (const name of ['One', 'Two', 'Three'])
    await tell(own, of(boss), { to: [reader.memberId], kind: 'roleGranted', params: { role: name } })
  const first = (await reader.send('GET', '/notifications?size=2')).body
  expect(first).toMatchObject({ unread: 3, data: [{ readAt: null }, {}] })
  const second = (await reader.send('GET', `/notifications?size=2&after=${first.next}`)).body
  expect(second.data).toMatchObject([{ text: 'Lin Yue gave you the role One.' }])
  const ids = first.data.map(({ id }: { id: string }) => id)
  expect((await boss.send('POST', '/notifications/archive', { ids })).body).toEqual({ unread: 0 })
  expect((await reader.send('POST', '/notifications/read', { ids })).body).toEqual({ unread: 1 })
  expect(await texts(reader, 'en', 'unread')).toEqual(['Lin Yue gave you the role One.'])
  expect((await reader.send('POST', '/notifications/unread', { ids: [ids[0]] })).body).toEqual({ unread: 2 })
  expect((await reader.send('POST', '/notifications/archive', { all: true })).body).toEqual({ unread: 0 })
  expect(await texts(reader, 'en', 'archived')).toHaveLength(3)
  expect(await texts(reader)).toEqual([])
  for (const query of ['filter=x', 'size=0', 'size=101', 'after=zzz', 'bogus=1'])
    expect((await reader.send('GET', `/notifications?${query}`)).status, query).toBe(422)
})
