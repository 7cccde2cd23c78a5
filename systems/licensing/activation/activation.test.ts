import { expect, test } from 'vitest'
import { act, house, inDays, issued } from '../story.ts'
import { licensed, licenseKeyOf, policyOf } from '../validity/asking.ts'

const app = await house()
const status = async (person: Awaited<ReturnType<typeof licensed>>['person'], id: string) =>
  (await person.get(`/licenses/${id}`)).body.status

test('a hundred machines at once take exactly the ten places there are', { timeout: 30_000 }, async () => {
  const { person, license, key, ask } = await licensed(app)
  const machines = Array.from({ length: 100 }, (_, i) => `machine-${i}`)
  const answers = await Promise.all(machines.map(fingerprint => ask('activate', { key, fingerprint })))
  const counts = Object.groupBy(answers, ({ status, body }) => `${status} ${body.code}`)
  expect(Object.fromEntries(Object.entries(counts).map(([what, all]) => [what, all?.length]))).toEqual({
    '201 VALID': 10,
    '409 TOO_MANY_MACHINES': 90,
  })
  const { data, page } = (await person.get('/activations?filter[status]=active')).body
  expect([data.length, page.total]).toEqual([10, 10])
  expect(await status(person, license.id)).toBe('inUse')
})

test('the same machine keeps its one place however often and at once it asks', async () => {
  const { person, key, ask } = await licensed(app)
  const answers = await Promise.all(Array.from({ length: 12 }, () => ask('activate', { key, fingerprint: 'm1' })))
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(11).fill(200), 201])
  expect(new Set(answers.map(({ body }) => body.activation)).size).toBe(1)
  expect((await person.get('/activations')).body.page.total).toBe(1)
})

test('a place is given back by the machine or by staff, and taken by another one', async () => {
  const { person, key, ask } = await licensed(app, { authorizedUsers: 1 })
  const machine = (fingerprint: string) => ({ key, fingerprint })
  const { body } = await ask('activate', {
    ...machine('a'),
    hostname: 'srv-a',
    platform: 'linux',
    cores: 8,
    version: '4.1',
  })
  expect((await person.get(`/activations/${body.activation}`)).body).toMatchObject({
    hostname: 'srv-a',
    platform: 'linux',
    cores: 8,
    productVersion: '4.1',
    ip: expect.stringMatching(/^10\./),
  })
  expect((await ask('validate', machine('a'))).body.code).toBe('VALID')
  expect((await ask('validate', machine('b'))).body.code).toBe('FINGERPRINT_SCOPE_MISMATCH')
  expect((await ask('activate', machine('b'))).body.code).toBe('TOO_MANY_MACHINES')
  expect((await ask('deactivate', machine('a'))).status).toBe(200)
  expect((await ask('deactivate', machine('a'))).body.code).toBe('NOT_ACTIVATED')
  const b = await ask('activate', machine('b'))
  expect(b.status).toBe(201)
  await act(person, 'activations', b.body.activation, 'release', { reason: 'Replaced' })
  expect((await ask('validate', machine('b'))).body.code).toBe('FINGERPRINT_SCOPE_MISMATCH')
  expect((await ask('heartbeat', machine('b'))).body.code).toBe('NOT_ACTIVATED')
})

test('an overage that is allowed lets more machines in, and says so', async () => {
  const { person, ask } = await licensed(app)
  const { product, policy } = await policyOf(person, { maxMachines: 4, overage: 'x1_25' })
  const { id } = await issued(person, { product: product.id, policy: policy.id })
  const key = await licenseKeyOf(person, id)
  const codes: string[] = []
  for (let i = 0; i < 6; i++) codes.push((await ask('activate', { key, fingerprint: `m${i}` })).body.code)
  expect(codes).toEqual(['VALID', 'VALID', 'VALID', 'VALID', 'OVERUSED', 'TOO_MANY_MACHINES'])
  expect((await ask('validate', { key })).body).toMatchObject({ valid: true, code: 'OVERUSED' })
})

test('a machine holds one licence of a product where the policy says so, also when it asks twice at once', async () => {
  const { person, ask } = await licensed(app)
  const { product, policy } = await policyOf(person, { uniqueness: 'product' })
  const [one, two] = [
    await issued(person, { product: product.id, policy: policy.id }),
    await issued(person, { product: product.id, policy: policy.id }),
  ]
  const keys = [await licenseKeyOf(person, one.id), await licenseKeyOf(person, two.id)]
  const answers = await Promise.all(keys.map(key => ask('activate', { key, fingerprint: 'laptop' })))
  expect(answers.map(({ body }) => body.code).sort()).toEqual(['FINGERPRINT_TAKEN', 'VALID'])
})

test('a machine with a new disk is still the same where most of its marks are', async () => {
  const { person, ask } = await licensed(app)
  const { product, policy } = await policyOf(person, { matching: 'most', maxMachines: 1 })
  const { id } = await issued(person, { product: product.id, policy: policy.id })
  const key = await licenseKeyOf(person, id)
  const marks = { board: 'b1', disk: 'd1', network: 'n1' }
  await ask('activate', { key, fingerprint: 'f1', marks })
  const repaired = { key, fingerprint: 'f2', marks: { ...marks, disk: 'd2' } }
  expect((await ask('validate', repaired)).body.code).toBe('VALID')
  expect((await ask('activate', repaired)).status).toBe(200)
  const other = { key, fingerprint: 'f1', marks: { board: 'b9', disk: 'd9', network: 'n1' } }
  expect((await ask('validate', other)).body.code).toBe('FINGERPRINT_SCOPE_MISMATCH')
})

const silent = (person: Awaited<ReturnType<typeof licensed>>['person'], id: string, seconds: number) =>
  person.session.runtime.pool.flight(person.session.tenant.id, [
    {
      text: `update licensing.activation set activated_at = activated_at - make_interval(secs => $2),
        last_heartbeat_at = last_heartbeat_at - make_interval(secs => $2) where id = $1`,
      values: [id, seconds],
    },
  ])

test('a floating place goes from a machine that fell silent to another, and back only when one is free', async () => {
  const { person, ask } = await licensed(app)
  const { product, policy } = await policyOf(person, {
    maxMachines: 1,
    floating: true,
    requireHeartbeat: true,
    heartbeatSeconds: 60,
  })
  const { id } = await issued(person, { product: product.id, policy: policy.id })
  const key = await licenseKeyOf(person, id)
  const a = { key, fingerprint: 'a' }
  const first = await ask('activate', a)
  expect(first.body).toMatchObject({ heartbeatSeconds: 60 })
  const beat = await ask('heartbeat', a)
  expect(Date.parse(beat.body.nextBefore) - Date.now()).toBeGreaterThan(55_000)
  expect((await ask('activate', { key, fingerprint: 'b' })).body.code).toBe('TOO_MANY_MACHINES')
  await silent(person, first.body.activation, 61)
  expect((await ask('validate', a)).body.code).toBe('HEARTBEAT_DEAD')
  expect((await ask('activate', { key, fingerprint: 'b' })).status).toBe(201)
  expect((await ask('heartbeat', a)).body.code).toBe('TOO_MANY_MACHINES')
  await ask('deactivate', { key, fingerprint: 'b' })
  expect((await ask('heartbeat', a)).body).toMatchObject({ valid: true, code: 'VALID' })
})

test('where the policy says so, the days begin with the first activation or the first validation, once', async () => {
  const { person, ask } = await licensed(app)
  const { product, policy } = await policyOf(person, { durationDays: 30, expirationBasis: 'firstActivation' })
  const terms = { product: product.id, endsOn: null }
  const later = await issued(person, { ...terms, policy: policy.id })
  expect(later.endsOn).toBeNull()
  const key = await licenseKeyOf(person, later.id)
  expect((await ask('validate', { key })).body).toMatchObject({ code: 'VALID', expiresAt: null })
  const machines = ['a', 'b', 'c'].map(fingerprint => ask('activate', { key, fingerprint }))
  for (const { status, body } of await Promise.all(machines))
    expect([status, body.expiresAt]).toEqual([201, expect.any(String)])
  expect((await person.get(`/licenses/${later.id}`)).body).toMatchObject({
    status: 'inUse',
    endsOn: inDays(person, 29),
  })
  expect((await person.get(`/license_terms?filter[license]=${later.id}&sort=seq`)).body.data).toMatchObject([
    { seq: 1, to: null },
    { seq: 2, from: inDays(person, 0), to: inDays(person, 29) },
  ])
  await person.patch(`/license_policies/${policy.id}`, { expirationBasis: 'firstValidation' })
  const seen = await issued(person, { ...terms, policy: policy.id })
  const { body } = await ask('validate', { key: await licenseKeyOf(person, seen.id) })
  expect(body).toMatchObject({ valid: true, code: 'EXPIRING', expiresAt: expect.any(String) })
  await person.patch(`/license_policies/${policy.id}`, { expirationBasis: 'creation' })
  expect((await issued(person, { ...terms, policy: policy.id })).endsOn).toBe(inDays(person, 29))
})
