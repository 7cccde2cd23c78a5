import type { Person } from '@tenon/kernel/testing/app.ts'
import { type KeySet, verifyLicenseFile } from '@tenon/license-verifier'
import pg from 'pg'
import { expect, test } from 'vitest'
import { act, create, house, inUse, issued, list } from '../story.ts'
import { policyOf } from '../validity/asking.ts'

const app = await house()
const administrator = async (timeZone = 'Asia/Shanghai') => (await app.tenant({ timeZone })).as()

const slugOf = ({ session: { tenant } }: Person) => `t${tenant.id.replaceAll('-', '')}`
const published = async (person: Person, what: 'keys' | 'revocations') =>
  (await person.get(`/licensing/license-${what}?organisation=${slugOf(person)}`, { authorization: '' })).body
async function checkOut(person: Person, license: string, wish: object = {}) {
  const reply = await person.post(`/licenses/${license}/check-out`, wish)
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body
}
const verdict = async (person: Person, content: string, options: object = {}) =>
  verifyLicenseFile(content, { keys: await published(person, 'keys'), ...options })

test('a file says what the licence entitles to and what was paid for, and is good wherever the keys are known', async () => {
  const person = await administrator()
  const sso = await create(person, 'entitlements', { code: 'sso', name: 'Single sign-on' })
  const product = await create(person, 'licensed_products', { code: 'flow', name: 'Flow' })
  const licence = await issued(person, { product: product.id, entitlements: [{ entitlement: sso.id, value: 'saml' }] })
  const file = await checkOut(person, licence.id)
  const { valid, code, claims } = await verdict(person, file.content, { product: 'flow', entitlements: ['sso'] })
  expect([valid, code]).toEqual([true, 'VALID'])
  expect(claims).toMatchObject({
    file: file.serial,
    license: { id: licence.id, code: licence.code, authorizedUsers: 10 },
    customer: { name: '华信精密' },
    entitlements: [{ code: 'sso', kind: 'boolean', value: 'saml' }],
    term: { seq: 1, from: licence.startsOn, to: licence.endsOn },
    activation: null,
  })
  const [kept] = await list(person, `license_files?filter[license]=${licence.id}`)
  expect(kept).toMatchObject({ serial: file.serial, kid: file.kid, sha256: file.sha256, status: 'issued' })
  const download = await person.get(`/license_files/${file.id}/content`)
  expect(download.body).toBe(file.content)
  expect(download.headers['content-disposition']).toContain(`${file.serial}.lic`)
  const history = (await person.get(`/licenses/${licence.id}/history`)).body.data
  expect(history.map((entry: { act: string }) => entry.act)).toContain('checkOut')
})

test('days of the organisation become instants: the last day ends where it ends, grace too', async () => {
  for (const [timeZone, last, grace] of [
    ['Asia/Shanghai', '2099-12-31T15:59:59.999Z', '2100-01-10T15:59:59.999Z'],
    ['America/New_York', '2100-01-01T04:59:59.999Z', '2100-01-11T04:59:59.999Z'],
    ['Pacific/Kiritimati', '2099-12-31T09:59:59.999Z', '2100-01-10T09:59:59.999Z'],
  ] as const) {
    const person = await administrator(timeZone)
    const licence = await issued(person, { startsOn: '2026-01-01', endsOn: '2099-12-31', graceDays: 10 })
    const { content } = await checkOut(person, licence.id, { ttlHours: 1_000_000 })
    const codeAt = async (at: string, later = 0) =>
      (await verdict(person, content, { at: new Date(Date.parse(at) + later) })).code
    expect([await codeAt(last), await codeAt(last, 1)], timeZone).toEqual(['VALID', 'IN_GRACE'])
    expect([await codeAt(grace), await codeAt(grace, 1)], timeZone).toEqual(['IN_GRACE', 'EXPIRED'])
  }
})

test('a rotated key still vouches for what it signed, a revoked one for nothing, and neither has a private half', async () => {
  const person = await administrator()
  const licence = await issued(person)
  const first = await checkOut(person, licence.id)
  const [key] = await list(person, 'signing_keys')
  expect(key).toMatchObject({ kid: first.kid, status: 'active', privateKey: { isSet: true } })
  expect(await act(person, 'signing_keys', key.id, 'rotate')).toMatchObject({ status: 'retired', privateKey: null })
  const second = await checkOut(person, licence.id)
  expect(second.kid).not.toBe(first.kid)
  for (const { content } of [first, second]) expect((await verdict(person, content)).code).toBe('VALID')
  await act(person, 'signing_keys', key.id, 'revoke', { reason: 'Laptop stolen' })
  expect((await verdict(person, first.content)).code).toBe('KEY_REVOKED')
  expect((await verdict(person, second.content)).code).toBe('VALID')
  expect((await person.post(`/signing_keys/${key.id}/rotate`)).body.code).toBe('WRONG_STATE')
})

test('when the key that signs is revoked, the next one signs the list that says so', async () => {
  const person = await administrator()
  const licence = await issued(person)
  const { content } = await checkOut(person, licence.id)
  const [key] = await list(person, 'signing_keys')
  await act(person, 'signing_keys', key.id, 'revoke', { reason: 'Leaked' })
  const revocations = await published(person, 'revocations')
  expect(revocations.kid).not.toBe(key.kid)
  expect((await verdict(person, content, { revocations })).code).toBe('KEY_REVOKED')
})

test('first files that are asked for at once are signed with one key', async () => {
  const person = await administrator()
  const licences = await Promise.all(Array.from({ length: 6 }, () => issued(person)))
  const files = await Promise.all(licences.map(({ id }) => checkOut(person, id)))
  expect(new Set(files.map(({ kid }) => kid)).size).toBe(1)
  expect(await list(person, 'signing_keys')).toHaveLength(1)
})

test('what is suspended, terminated or revoked is on the signed list, and what is reinstated is not', async () => {
  const person = await administrator()
  const licence = await inUse(person)
  const { id, content } = await checkOut(person, licence.id)
  const code = async () =>
    (await verdict(person, content, { revocations: await published(person, 'revocations') })).code
  expect(await code()).toBe('VALID')
  await act(person, 'licenses', licence.id, 'suspend', { reason: 'unpaid' })
  expect(await code()).toBe('SUSPENDED')
  expect((await person.post(`/licenses/${licence.id}/check-out`)).body.code).toBe('WRONG_STATE')
  await act(person, 'licenses', licence.id, 'reinstate')
  expect(await code()).toBe('VALID')
  await act(person, 'license_files', id, 'revoke', { reason: 'Given away' })
  expect(await code()).toBe('REVOKED')
})

test('with its licence every file ends for good', async () => {
  const tenant = await app.tenant()
  const [one, other] = await Promise.all(
    ['one', 'other'].map(async name => {
      const { id: memberId } = await create(tenant.as(), 'members', { name, email: `${name}@example.com` })
      return tenant.as(undefined, { memberId })
    }),
  )
  const licence = await inUse(one as Person)
  const files = [await checkOut(one as Person, licence.id), await checkOut(one as Person, licence.id)]
  await act(one as Person, 'licenses', licence.id, 'requestTermination', { reason: 'Fraud' })
  await act(other as Person, 'licenses', licence.id, 'terminate')
  const revocations = await published(other as Person, 'revocations')
  for (const { content } of files)
    expect((await verdict(other as Person, content, { revocations })).code).toBe('TERMINATED')
  expect(await list(other as Person, 'license_files')).toMatchObject([
    { status: 'revoked', revokeReason: 'Fraud' },
    { status: 'revoked', revokeReason: 'Fraud' },
  ])
})

test('a file lives as long as the policy says; longer only for who may change policies', async () => {
  const tenant = await app.tenant()
  const person = tenant.as()
  const { product, policy } = await policyOf(person, { fileTtlHours: 48 })
  const licence = await issued(person, { product: product.id, policy: policy.id })
  const hours = async (who: Person, wish: object = {}) => {
    const { issuedAt, expiresAt } = await checkOut(who, licence.id, wish)
    return (Date.parse(expiresAt) - Date.parse(issuedAt)) / 3_600_000
  }
  const customer = tenant.as(['licensing.license.read', 'licensing.license.checkOut'])
  expect([
    await hours(customer),
    await hours(customer, { ttlHours: 1 }),
    await hours(customer, { ttlHours: 99 }),
  ]).toEqual([48, 1, 48])
  expect(await hours(person, { ttlHours: 99 })).toBe(99)
  const offline = await issued(person, { activationMode: 'offline' })
  expect((await checkOut(customer, offline.id)).expiresAt).toBeNull()
})

test('a key that another installation sealed is rotated, and said to be so', async () => {
  const person = await administrator()
  const licence = await issued(person)
  const { content } = await checkOut(person, licence.id)
  const [key] = await list(person, 'signing_keys')
  const text = `update licensing.signing_key set private_key = '1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' where id = $1`
  await app.runtime.pool.flight(person.session.tenant.id, [{ text, values: [key.id] }])
  expect((await person.post(`/licenses/${licence.id}/check-out`)).body.code).toBe('SIGNING_KEY_UNREADABLE')
  await act(person, 'signing_keys', key.id, 'rotate')
  await checkOut(person, licence.id)
  expect((await verdict(person, content)).code).toBe('VALID')
})

test('files and keys are within reach of those alone who may have them', async () => {
  const tenant = await app.tenant()
  const person = tenant.as()
  const licence = await issued(person)
  const { id } = await checkOut(person, licence.id)
  const reader = tenant.as(['licensing.license.read', 'licensing.licenseFile.read'])
  expect((await reader.post(`/licenses/${licence.id}/check-out`)).status).toBe(403)
  expect((await reader.get(`/license_files/${id}/content`)).status).toBe(200)
  const own = tenant.as([{ permission: 'licensing.licenseFile.read', scope: 'customer' }])
  expect((await own.get(`/license_files/${id}/content`)).status).toBe(404)
  const stranger = await administrator()
  expect((await stranger.get(`/license_files/${id}/content`)).status).toBe(404)
  expect((await stranger.post(`/licenses/${licence.id}/check-out`)).status).toBe(404)
})

test('the list is asked of an organisation that is here and has signed something', async () => {
  const person = await administrator()
  const keys: KeySet = await published(person, 'keys')
  expect(keys).toEqual({ keys: [] })
  expect((await published(person, 'revocations')).code).toBe('NOTHING_SIGNED')
  for (const query of ['', '?organisation=nobody-of-this-name'])
    expect((await person.get(`/licensing/license-keys${query}`)).body.code).toBe('ORGANISATION_NEEDED')
})

test('no private key is stored in the clear', async () => {
  const person = await administrator()
  await checkOut(person, (await issued(person)).id)
  const client = new pg.Client(app.database.owner)
  await client.connect()
  const { rows } = await client.query(`select k::text as row from licensing.signing_key k
    union all select a::text from kernel.audit_event a where entity = 'licensing.signingKey'`)
  await client.end()
  expect(rows.length).toBeGreaterThan(0)
  for (const { row } of rows) expect(row).not.toMatch(/PRIVATE KEY|MC4CAQAw/)
})
