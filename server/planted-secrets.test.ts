import { randomBytes, randomUUID } from 'node:crypto'
import { Writable } from 'node:stream'
import pg from 'pg'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { logOptions } from './log.ts'
import { type SignedIn, wholeServer } from './testing/whole-server.ts'

let logged = ''
const sink = new Writable({
  write(chunk, _encoding, done) {
    logged += chunk
    done()
  },
})
const server = await wholeServer(undefined, pino(logOptions('trace'), sink))
const { app } = server

/** Secrets that went in somewhere, each with where that was. */
const planted = new Map<string, string>()
function plant(where: string, text = randomBytes(15).toString('base64url')): string {
  planted.set(text, where)
  return text
}

/** Every row of every table, as text: what a stolen backup would hold. */
async function stored(): Promise<string> {
  const client = new pg.Client(app.database.owner)
  await client.connect()
  try {
    const tables = await client.query(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
    )
    let text = ''
    for (const { name } of tables.rows)
      text += (await client.query(`select coalesce(string_agg(t::text, '|'), '') as rows from ${name} t`)).rows[0].rows
    return text
  } finally {
    await client.end()
  }
}

/** Types secrets wherever the product takes one, rightly and wrongly; answers every reply that must not repeat them. */
async function typeSecrets(administrator: SignedIn, password: string): Promise<unknown[]> {
  const replies: unknown[] = []
  const send: SignedIn['send'] = async (...request) => {
    const answer = await administrator.send(...request)
    replies.push(answer.body)
    return answer
  }
  const provider = (clientSecret: unknown) => ({
    name: `P ${randomUUID()}`,
    issuer: 'https://id.acme.example',
    clientId: 'tenon',
    clientSecret,
  })
  for (let i = 0; i < 10; i++) {
    const { status, body } = await send('POST', '/sso_providers', provider(plant('a client secret')), {
      'idempotency-key': randomUUID(),
    })
    expect(status, JSON.stringify(body)).toBe(201)
    await send('PATCH', `/sso_providers/${body.id}`, { clientSecret: plant('a changed client secret') })
  }
  await send('POST', '/sso_providers', provider({ nested: plant('a client secret of the wrong shape') }))
  await send('POST', '/sso_providers', provider(plant('a client secret that is too long').padEnd(2000, 'x')))
  await send('POST', '/sso_providers', `{"clientSecret": "${plant('a body that is no JSON')}`, {
    'content-type': 'application/json',
  })
  await send('GET', `/sso_providers?filter[clientSecret]=${plant('a filter')}`)
  await send('POST', '/auth/password', { current: plant('a wrong old password'), password: plant('a new password') })
  await send('POST', '/auth/login', { identifier: 'nobody@example.com', password: plant('a password of nobody') })
  await send('POST', '/auth/password', {
    current: password,
    password: plant('the next password', `herons ${randomUUID()}`),
  })
  return replies
}

test('thirty planted secrets stand in no reply, log line, history, audit log, export or stored row', {
  timeout: 120_000,
}, async () => {
  const tenant = await server.tenant()
  const administrator = await server.person(tenant, [{ role: 'administrator' }])
  plant('a session token', administrator.token)
  plant('a password', administrator.password)
  const key = await administrator.send('POST', '/user/api-keys', {
    name: 'program',
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    permissions: ['*'],
  })
  plant('an API key', key.body.key)
  const totp = await administrator.send('POST', '/user/factors/totp', { password: administrator.password })
  expect(totp.status, JSON.stringify(totp.body)).toBeLessThan(300)
  plant('the seed of an authenticator app', totp.body.secret)
  const replies = await typeSecrets(administrator, administrator.password)
  for (const path of [
    '/sso_providers',
    '/audit_log',
    '/audit_log/export',
    '/sso_providers/export',
    '/api_keys',
    '/members/export',
  ])
    replies.push((await administrator.send('GET', path)).body)
  const [first] = (await administrator.send('GET', '/sso_providers')).body.data
  replies.push((await administrator.send('GET', `/sso_providers/${first.id}/history`)).body)
  replies.push((await administrator.send('POST', `/sso_providers/${first.id}/reveal`, { field: 'clientSecret' })).body)
  const sinks = { replies: JSON.stringify(replies), logged, stored: await stored() }
  expect(planted.size).toBeGreaterThanOrEqual(30)
  const found = [...planted].flatMap(([secret, where]) =>
    Object.entries(sinks).flatMap(([name, text]) => (text.includes(secret) ? [`${where} in ${name}`] : [])),
  )
  expect(found).toEqual([])
})
