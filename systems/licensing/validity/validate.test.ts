import { expect, test } from 'vitest'
import { act, create, house, inDays, issued } from '../story.ts'
import { licensed, licenseKeyOf, policyOf, program, publishableKeyOf } from './asking.ts'

const app = await house()

test('a licence key is shown once, kept as a digest, and answers however it is typed', async () => {
  const { person, license, key, ask } = await licensed(app)
  expect(key).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{5}$/)
  const { status, body } = await ask('validate', { key: ` ${key.toLowerCase().replaceAll('-', '')} ` })
  expect([status, body]).toMatchObject([
    200,
    { valid: true, code: 'VALID', entitlements: [], detail: expect.any(String) },
  ])
  expect(Date.parse(body.graceUntil) - Date.parse(body.expiresAt)).toBe(14 * 86_400_000)
  const stored = await app.runtime.pool.flight(person.session.tenant.id, [
    { text: 'select string_agg(d::text, $1) from licensing.key_digest d', values: [' '] },
  ])
  const shown = JSON.stringify([
    await person.get('/license_keys'),
    await person.get(`/licenses/${license.id}/history`),
    stored,
  ])
  expect(shown).not.toContain(key)
  expect((await person.get('/license_keys')).body.data).toMatchObject([
    { license: license.id, prefix: key.slice(0, 5) },
  ])
})

test('a new key takes the place of the one before at once; a draft has none', async () => {
  const { person, license, key, ask } = await licensed(app)
  const again = await licenseKeyOf(person, license.id)
  expect((await ask('validate', { key })).body).toMatchObject({ valid: false, code: 'NOT_FOUND', expiresAt: null })
  expect((await ask('validate', { key: again })).body.code).toBe('VALID')
  const states = (await person.get('/license_keys?sort=createdAt')).body.data.map((k: { status: string }) => k.status)
  expect(states).toEqual(['replaced', 'active'])
  const { id } = await create(person, 'licenses', {
    customer: license.customer,
    authorizedUsers: 1,
    startsOn: inDays(person, 0),
    endsOn: inDays(person, 9),
  })
  expect((await person.post(`/licenses/${id}/key`)).body.code).toBe('KEY_BEFORE_ISSUE')
})

test('suspension, reinstatement and the end of a licence count at the very next question', async () => {
  const { person, license, key, ask } = await licensed(app)
  const code = async () => (await ask('validate', { key })).body.code
  expect(await code()).toBe('VALID')
  await act(person, 'licenses', license.id, 'suspend', { reason: 'Unpaid' })
  expect(await code()).toBe('SUSPENDED')
  expect((await ask('activate', { key, fingerprint: 'm1' })).body).toMatchObject({
    code: 'LICENSE_NOT_VALID',
    status: 422,
  })
  await act(person, 'licenses', license.id, 'reinstate')
  expect(await code()).toBe('VALID')
})

test('a publishable key that is none, revoked, replaced or of a suspended organisation is refused, and opens nothing else', async () => {
  const { person, key, publishable, ask } = await licensed(app)
  expect((await program(app, `${publishable.slice(0, -1)}!`)('validate', { key })).status).toBe(401)
  const stranger = await licensed(app)
  expect((await stranger.ask('validate', { key })).body.code).toBe('NOT_FOUND')
  const reply = await app.server.http.inject({
    url: '/api/v1/licenses',
    headers: { authorization: `Bearer ${publishable}` },
  })
  expect(reply.statusCode).toBe(401)
  const [{ id }] = (await person.get('/publishable_keys')).body.data
  await person.post(`/publishable_keys/${id}/key`)
  expect((await ask('validate', { key })).body.code).toBe('PUBLISHABLE_KEY_REFUSED')
  const other = await publishableKeyOf(person)
  const asking = program(app, other)
  expect((await asking('validate', { key })).status).toBe(200)
  const [latest] = (await person.get('/publishable_keys?sort=-createdAt')).body.data
  await person.delete(`/publishable_keys/${latest.id}`)
  expect((await asking('validate', { key })).status).toBe(401)
  await person.post(`/publishable_keys/${latest.id}/restore`)
  expect((await asking('validate', { key })).status).toBe(200)
  await act(person, 'publishable_keys', latest.id, 'revoke')
  expect((await asking('validate', { key })).status).toBe(401)
  expect((await person.post(`/publishable_keys/${latest.id}/key`)).body.code).toBe('KEY_REVOKED')
  await app.runtime.pool.instance([
    {
      text: `update kernel.tenant set status = 'suspended' where id = $1`,
      values: [stranger.person.session.tenant.id],
    },
  ])
  expect((await stranger.ask('validate', { key: stranger.key })).status).toBe(401)
})

test('a check may be narrowed to a product, a version and entitlements', async () => {
  const { person, ask } = await licensed(app)
  const { product, policy } = await policyOf(person)
  await person.patch(`/licensed_products/${product.id}`, { versions: [{ name: '4.0' }, { name: '4.1' }] })
  const reports = await create(person, 'entitlements', { code: 'reports', name: 'Reports' })
  const limit = await create(person, 'entitlements', { code: 'plants', name: 'Plants', kind: 'limit' })
  const license = await issued(person, {
    product: product.id,
    policy: policy.id,
    entitlements: [
      { entitlement: limit.id, value: '3' },
      { entitlement: reports.id, effectiveFrom: inDays(person, -10), expiresOn: inDays(person, -1) },
    ],
  })
  const key = await licenseKeyOf(person, license.id)
  const check = async (scope: object) => (await ask('validate', { key, ...scope })).body
  expect(await check({ product: 'aps', version: '4.1', entitlements: ['plants'] })).toMatchObject({
    code: 'VALID',
    entitlements: [{ code: 'plants', kind: 'limit', value: '3', expiresOn: null }],
  })
  expect((await check({ product: 'mes' })).code).toBe('PRODUCT_SCOPE_MISMATCH')
  expect((await check({ version: '5.0' })).code).toBe('VERSION_SCOPE_MISMATCH')
  expect((await check({ entitlements: ['plants', 'reports'] })).code).toBe('ENTITLEMENTS_MISSING')
  const bound = program(app, await publishableKeyOf(person, { product: product.id }))
  expect((await bound('validate', { key })).body.code).toBe('VALID')
  expect((await bound('validate', { key, product: 'mes' })).body.code).toBe('PRODUCT_SCOPE_MISMATCH')
})

test('too many questions from one address or with unknown keys are put off, and say for how long', async () => {
  const { person, key } = await licensed(app)
  const publishable = await publishableKeyOf(person, { perAddress: 3 })
  const [here, there] = [program(app, publishable), program(app, publishable)]
  const statuses: number[] = []
  for (let i = 0; i < 4; i++) statuses.push((await here('validate', { key })).status)
  expect(statuses).toEqual([200, 200, 200, 429])
  const refused = await here('validate', { key })
  expect(refused.body.code).toBe('ASKED_TOO_OFTEN')
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect((await there('validate', { key })).status).toBe(200)
  const guesser = program(app, `pk_${'A'.repeat(54)}`)
  const answers = await Promise.all(Array.from({ length: 61 }, () => guesser('validate', { key })))
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(1)
})

const strings = ['', '\u0000', '\ud800', '__proto__', "'; drop table x; --", 'a'.repeat(100_000)]
const hostile = [null, -1, 1e308, [[]], {}, ...strings]

test('no hostile value of any field becomes an error of ours', async () => {
  const { person, key } = await licensed(app)
  const ask = program(app, await publishableKeyOf(person, { perAddress: 100_000 }))
  const fields = [
    'key',
    'fingerprint',
    'marks',
    'product',
    'version',
    'entitlements',
    'users',
    'uses',
    'cores',
    'hostname',
  ]
  for (const question of ['validate', 'activate', 'deactivate', 'heartbeat', 'usage', 'check-in'])
    for (const field of fields)
      for (const value of hostile) {
        const { status, body } = await ask(question, { key, fingerprint: 'm', [field]: value })
        expect(
          status,
          `${question} ${field} ${JSON.stringify(value)?.slice(0, 60)} ${JSON.stringify(body)}`,
        ).toBeLessThan(500)
      }
})
