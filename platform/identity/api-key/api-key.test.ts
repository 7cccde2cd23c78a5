import { expect, test } from 'vitest'
import { resetPassword, settleSignIns } from '../server.ts'
import { type Known, signInApp } from '../testing/sign-in-app.ts'

const { tenant, person, as, runtime, restarted } = await signInApp()
const everywhere = [{ role: 'administrator' }]
const soon = () => new Date(Date.now() + 86_400_000).toISOString()
const bearer = (key: string) => ({ authorization: `Bearer ${key}` })

async function keyOf(owner: Known, wish: object = {}) {
  const { status, body } = await owner.post('/user/api-keys', {
    name: 'CI',
    expiresAt: soon(),
    permissions: ['*'],
    ...wish,
  })
  expect(status).toBe(201)
  return { id: body.id as string, key: body.key as string, program: as(bearer(body.key)) }
}
const admin = async () => person(await tenant(), everywhere)

test('a key is shown once, stored as a hash, recognised by its beginning, and acts as its owner by name', async () => {
  const owner = await admin()
  const { id, key, program } = await keyOf(owner)
  expect(key).toMatch(/^tnk_[\w-]{43}$/)
  const made = await program.post('/sites', { name: 'Kunshan', code: 'KS', type: 'factory' })
  expect(made.status).toBe(201)
  const { body } = await owner.get(`/sites/${made.body.id}/history`)
  expect(body.data[0].actor).toEqual({ id: owner.memberId, name: 'Somebody (CI)' })
  expect((await owner.get('/user/api-keys')).body.data).toMatchObject([
    {
      id,
      prefix: key.slice(0, 10),
      permissions: ['*'],
      status: 'active',
      lastUsedAddress: expect.stringMatching(/^10\./),
    },
  ])
  expect((await owner.get('/api_keys')).body.data[0]).toMatchObject({ id, name: 'CI', member: owner.memberId })
  const stored = await runtime.pool.instance([
    { text: "select string_agg(k::text, ' ') from auth.api_key k", values: [] },
  ])
  const shown = JSON.stringify([await owner.get('/user/api-keys'), await owner.get(`/api_keys/${id}/history`), stored])
  expect(shown).not.toContain(key.slice(12))
  expect((await program.get('/auth/me')).body).toMatchObject({ email: owner.email })
})

test('a key does only what it is for, and never what its owner may not', async () => {
  const place = await tenant()
  const owner = await person(place, everywhere)
  const { program } = await keyOf(owner, { permissions: ['identity.site.read', 'identity.site.update'] })
  expect((await program.get('/sites')).status).toBe(200)
  expect((await program.get('/members')).status).toBe(403)
  expect((await program.post('/sites', { name: 'x', code: 'x', type: 'factory' })).status).toBe(403)
  const poor = await person(place, [])
  const refused = await poor.post('/user/api-keys', { name: 'x', expiresAt: soon(), permissions: ['*'] })
  expect(refused.status).toBe(403)
})

test('a right its owner loses is gone for the key at the next request', async () => {
  const place = await tenant()
  const [boss, owner] = [await person(place, everywhere), await person(place, everywhere)]
  const { program } = await keyOf(owner)
  expect((await program.get('/members')).status).toBe(200)
  const { body } = await boss.get(`/members/${owner.memberId}`)
  expect((await boss.patch(`/members/${owner.memberId}`, { roles: [], version: body.version })).status).toBe(200)
  expect((await program.get('/members')).status).toBe(403)
})

test('limited to a role, it has that role’s rights alone, and none when the owner no longer holds it', async () => {
  const place = await tenant()
  const boss = await person(place, everywhere)
  const viewer = (
    await boss.post('/roles', { key: 'viewer', name: 'Viewer', grants: [{ permission: 'identity.site.read' }] })
  ).body
  const owner = await person(place, [{ role: 'administrator' }, { role: 'viewer' }])
  const { program } = await keyOf(owner, { permissions: [], roleIds: [viewer.id] })
  expect([(await program.get('/sites')).status, (await program.get('/members')).status]).toEqual([200, 403])
  const foreign = await boss.post('/user/api-keys', { name: 'x', expiresAt: soon(), roleIds: [viewer.id] })
  expect(foreign.body.fields).toEqual([expect.objectContaining({ field: 'roleIds.0', code: 'REFERENCE_NOT_FOUND' })])
})

test.each([
  'suspended',
  'revoked by its owner',
  'revoked by an administrator',
  'expired',
  'organisation suspended',
  'password reset',
])('ended: %s; refused at the next request, also after a restart', async how => {
  const place = await tenant()
  const [boss, owner] = [await person(place, everywhere), await person(place, everywhere)]
  const { id, key, program } = await keyOf(owner)
  expect((await program.get('/sites')).status).toBe(200)
  const sql = (text: string, ...values: string[]) => runtime.pool.instance([{ text, values }])
  if (how === 'suspended') await boss.post(`/members/${owner.memberId}/suspend`, {})
  if (how === 'revoked by its owner') expect((await owner.delete(`/user/api-keys/${id}`)).status).toBe(204)
  if (how === 'revoked by an administrator') expect((await boss.delete(`/api_keys/${id}`)).status).toBe(204)
  if (how === 'expired')
    await sql("update auth.api_key set expires_at = now() - interval '1 second' where key_id = $1", id)
  if (how === 'organisation suspended')
    await sql("update kernel.tenant set status = 'suspended' where id = $1", place.id)
  if (how === 'password reset') await resetPassword(runtime, owner.email)
  expect((await program.get('/sites')).status).toBe(401)
  expect((await program.patch(`/members/${owner.memberId}`, { name: 'x' })).status).toBe(401)
  expect((await (await restarted()).as(bearer(key)).get('/sites')).status).toBe(401)
})

test('a key makes no keys, changes no password or session, and hands out nothing beyond its scope', async () => {
  const place = await tenant()
  const owner = await person(place, everywhere)
  const { id, program } = await keyOf(owner)
  const answers = [
    await program.post('/user/api-keys', { name: 'more', expiresAt: soon(), permissions: ['*'] }),
    await program.get('/user/api-keys'),
    await program.delete(`/user/api-keys/${id}`),
    await program.post('/auth/password', { current: owner.password, password: 'a-new-long-passphrase-8' }),
    await program.post('/auth/logout'),
  ]
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
  const { program: narrow } = await keyOf(owner, { permissions: ['identity.role.*', 'identity.member.*'] })
  const role = { key: 'r', name: 'R', grants: [{ permission: 'identity.site.read' }] }
  expect((await narrow.post('/roles', role)).body.fields[0]).toMatchObject({ code: 'NOT_HELD' })
  const all = await program.post('/roles', { key: 'all', name: 'All', grants: [{ permission: '*' }] })
  expect(all.body.fields[0]).toMatchObject({ code: 'NOT_HELD' })
})

test('it works only from its networks, not as a cookie, and not with a letter changed', async () => {
  const owner = await admin()
  const { key } = await keyOf(owner, { addresses: ['10.1.0.0/16', '2001:db8::/32'] })
  const from = (address: string) => as(bearer(key), address).get('/sites')
  expect((await from('10.1.200.3')).status).toBe(200)
  expect((await from('::ffff:10.1.0.1')).status).toBe(200)
  expect((await from('2001:db8::7')).status).toBe(200)
  expect((await from('10.2.0.1')).body).toMatchObject({ status: 403, code: 'KEY_ADDRESS_NOT_ALLOWED' })
  expect((await from('10.2.0.1')).status).toBe(403)
  await settleSignIns(runtime)
  const { body: log } = await owner.get('/sign_ins?filter[method]=key')
  expect(log.data).toMatchObject([
    { outcome: 'failure', reason: 'KEY_ADDRESS_NOT_ALLOWED', address: '10.2.0.1', member: owner.memberId },
  ])
  expect((await as({ cookie: `tenon=${key}` }, '10.1.0.1').get('/sites')).status).toBe(401)
  const changed = key.slice(0, -1) + (key.endsWith('A') ? 'B' : 'A')
  expect((await as(bearer(changed), '10.1.0.1').get('/sites')).status).toBe(401)
})

test('beyond its requests a minute it is told to wait, at every server and after a restart', async () => {
  const owner = await admin()
  const { key, program } = await keyOf(owner, { perMinute: 3 })
  const statuses = []
  for (let i = 0; i < 4; i++) statuses.push((await program.get('/auth/me')).status)
  expect(statuses).toEqual([200, 200, 200, 429])
  const again = await (await restarted()).as(bearer(key)).get('/auth/me')
  expect(again.status).toBe(429)
  expect(Number(again.headers['retry-after'])).toBeGreaterThan(0)
  expect(Number(again.headers['retry-after'])).toBeLessThanOrEqual(20)
  const text =
    "update auth.api_key set counted_at = counted_at - interval '21 seconds' where hash is not null and per_minute = 3"
  await runtime.pool.instance([{ text, values: [] }])
  expect((await program.get('/auth/me')).status).toBe(200)
})

test('many at once never get more than the limit', async () => {
  const owner = await admin()
  const { program } = await keyOf(owner, { perMinute: 40 })
  const answers = await Promise.all(Array.from({ length: 60 }, () => program.get('/auth/me')))
  const allowed = answers.filter(({ status }) => status === 200).length
  expect(allowed).toBeGreaterThanOrEqual(38)
  expect(allowed).toBeLessThanOrEqual(41)
})

test('what makes no sense is refused with its field', async () => {
  const owner = await admin()
  const { body } = await owner.post('/user/api-keys', {
    name: 'x',
    expiresAt: '2020-01-01T00:00:00Z',
    permissions: ['a b'],
    addresses: ['10.0.0.0/33'],
  })
  expect(body.fields.map(({ field }: { field: string }) => field)).toEqual([
    'expiresAt',
    'permissions.0',
    'addresses.0',
  ])
  const nothing = await owner.post('/user/api-keys', { name: 'x', expiresAt: soon() })
  expect(nothing.body.fields).toEqual([expect.objectContaining({ field: 'permissions', code: 'REQUIRED' })])
})

test('another organisation’s administrator finds no such key', async () => {
  const [owner, stranger] = [await admin(), await admin()]
  const { id, program } = await keyOf(owner)
  expect((await stranger.delete(`/api_keys/${id}`)).status).toBe(404)
  expect((await stranger.get(`/api_keys/${id}`)).status).toBe(404)
  expect((await program.get('/sites')).status).toBe(200)
})
