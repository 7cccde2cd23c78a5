import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { watchedServer } from './testing/watched-server.ts'
import { wholeServer } from './testing/whole-server.ts'

const { app, person, tenant } = await wholeServer()
const admin = [{ role: 'administrator' }]

/** Somebody of a new organisation who may list companies and nothing else, and an administrator who may change that. */
async function organisation() {
  const own = await tenant()
  const boss = await person(own, admin)
  const grants = [{ permission: 'directory.company.read' }]
  const role = (await boss.send('POST', '/roles', { key: 'reader', name: 'Reader', grants })).body
  return { own, boss, role, reader: await person(own, [{ role: 'reader' }]) }
}
const changes = (told: readonly { event: string; data: { collections?: string[] } }[]) =>
  told.filter(({ event }) => event === 'changed').flatMap(({ data }) => data.collections)

test('what is committed is told to all of the organisation who may list it, at every server, and to nobody else', async () => {
  const { boss, reader } = await organisation()
  const stranger = await person(await tenant(), admin)
  const [here, there] = [await watchedServer(app), await watchedServer(app)]
  const watching = await here.watch(boss.token)
  const [elsewhere, limited, foreign] = await Promise.all([
    there.watch(boss.token),
    there.watch(reader.token),
    there.watch(stranger.token),
  ])
  expect(watching.told[0]).toMatchObject({ event: 'hello', data: { version: 'test' } })
  expect((await here.send(boss.token, 'POST', '/companies', { name: 'Acme' })).status).toBe(201)
  await vi.waitFor(() => {
    for (const { told } of [watching, elsewhere, limited]) expect(changes(told)).toContain('companies')
  })
  expect(changes(watching.told)).toContain('customers') // another address of the same records
  expect((await there.send(boss.token, 'POST', '/departments', { name: 'Sales' })).status).toBe(201)
  await vi.waitFor(() => {
    for (const { told } of [watching, elsewhere]) expect(changes(told)).toContain('departments')
  })
  expect(changes(limited.told)).not.toContain('departments')
  expect(changes(foreign.told)).toEqual([])
  for (const { told } of [watching, elsewhere, limited, foreign]) expect(JSON.stringify(told)).not.toContain('Acme')
})

test('a right that is taken away ends what was told by it, and one that is given begins it', async () => {
  const { boss, role, reader } = await organisation()
  const server = await watchedServer(app)
  const [mine, control] = [await server.watch(reader.token), await server.watch(boss.token)]
  const change = (grants: object[]) => boss.send('PATCH', `/roles/${role.id}`, { grants })
  const create = async (path: string, name: string) => {
    const count = changes(control.told).length
    expect((await server.send(boss.token, 'POST', path, { name })).status).toBe(201)
    await vi.waitFor(() => expect(changes(control.told).length).toBeGreaterThan(count))
  }
  await create('/companies', 'One')
  expect(changes(mine.told)).toContain('companies')
  expect((await change([{ permission: 'identity.department.read' }])).status).toBe(200)
  const before = changes(mine.told).length
  await create('/companies', 'Two')
  expect(changes(mine.told).length).toBe(before)
  await create('/departments', 'Three')
  expect(changes(mine.told)).toContain('departments')
})

const endings: Readonly<
  Record<string, (who: Awaited<ReturnType<typeof organisation>>) => Promise<{ readonly status: number } | undefined>>
> = {
  'signing out': ({ reader }) => reader.send('POST', '/auth/logout'),
  'being signed out by another': ({ boss, reader }) => boss.send('POST', `/members/${reader.memberId}/signOut`, {}),
  suspension: ({ boss, reader }) => boss.send('POST', `/members/${reader.memberId}/suspend`, { reason: 'x' }),
  'a change of the password elsewhere': async ({ reader }) => {
    const email = (await reader.send('GET', '/user/profile')).body.email
    const again = await reader.send('POST', '/auth/login', { identifier: email, password: reader.password })
    const headers = { authorization: `Bearer ${again.body.accessToken}` }
    return reader.send('DELETE', '/user/sessions', undefined, headers)
  },
  // So near its end a request would prolong it; being watched is no use of it.
  'the end of its time': async ({ reader }) => {
    const text = `update auth.session set expires_at = now() + interval '200 milliseconds' where member_id = $1`
    await app.runtime.pool.instance([{ text, values: [reader.memberId] }])
    return undefined
  },
  'suspension of the organisation': async ({ own }) => {
    await app.runtime.pool.instance([
      { text: `update kernel.tenant set status = 'suspended' where id = $1`, values: [own.id] },
    ])
    return undefined
  },
}

test.for(Object.keys(endings))('%s ends the stream within a second, whichever server did it', async way => {
  const who = await organisation()
  const server = await watchedServer(app)
  const watching = await server.watch(who.reader.token)
  expect(watching.status).toBe(200)
  const reply = await endings[way]?.(who)
  if (reply) expect(reply.status).toBeLessThan(300)
  const start = performance.now()
  await watching.ended
  expect(performance.now() - start).toBeLessThan(1_000)
  expect(watching.told.at(-1)).toEqual({ event: 'signedOut', data: {} })
  expect((await server.watch(who.reader.token)).status).toBe(401)
})

test('one person may watch from so many places and no more, and a place that is left is free again', async () => {
  const { reader, boss } = await organisation()
  const server = await watchedServer(app, { limits: { perPerson: 2 } })
  const [first, second] = [await server.watch(reader.token), await server.watch(reader.token)]
  expect([first.status, second.status]).toEqual([200, 200])
  expect((await server.watch(reader.token)).status).toBe(429)
  expect((await server.watch(boss.token)).status).toBe(200)
  first.leave()
  await vi.waitFor(async () => expect((await server.watch(reader.token)).status).toBe(200))
})

test('a server that stops ends its streams at once, and lets nobody in any more', async () => {
  const { reader } = await organisation()
  const server = await watchedServer(app)
  const watching = await server.watch(reader.token)
  const start = performance.now()
  await server.stop()
  await watching.ended
  expect(performance.now() - start).toBeLessThan(2_000)
  expect(watching.told.map(({ event }) => event)).toEqual(['hello']) // it was not signed out: it may come back
})

test('a lost connection between servers is made anew, and whoever watches looks at everything again', async () => {
  const { boss } = await organisation()
  const [here, there] = [await watchedServer(app), await watchedServer(app)]
  const watching = await there.watch(boss.token)
  const client = new pg.Client(app.database.owner)
  await client.connect()
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tenon live' and datname = current_database()`,
  )
  await client.end()
  await vi.waitFor(() => expect(changes(watching.told)).toContain('contacts'), { timeout: 5_000 })
  const before = changes(watching.told).length
  expect((await here.send(boss.token, 'POST', '/companies', { name: 'Acme' })).status).toBe(201)
  await vi.waitFor(() => expect(changes(watching.told).length).toBeGreaterThan(before), { timeout: 5_000 })
})

test('a stream is kept alive while nothing happens, and tells proxies to pass it on', async () => {
  const { reader } = await organisation()
  const server = await watchedServer(app, { beatEvery: 20 })
  const reply = await fetch(`${server.url}/api/v1/stream`, { headers: { authorization: `Bearer ${reader.token}` } })
  expect(reply.headers.get('content-type')).toContain('text/event-stream')
  expect(reply.headers.get('x-accel-buffering')).toBe('no')
  const lines = reply.body?.getReader() as ReadableStreamDefaultReader<Uint8Array>
  let text = ''
  while (!text.includes('\n:\n\n')) text += new TextDecoder().decode((await lines.read()).value)
  expect(text).toMatch(/^retry: \d+\n\nevent: hello/)
  await lines.cancel()
})
