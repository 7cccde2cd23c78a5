import { expect, test } from 'vitest'
import { act, house, issued } from '../story.ts'
import { licensed, licenseKeyOf, policyOf } from './asking.ts'

const app = await house()

test('the first report of use puts a licence in use; use beyond it is answered and recorded', async () => {
  const { person, license, key, ask } = await licensed(app)
  expect((await ask('usage', { key, users: 8 })).body.code).toBe('VALID')
  const reported = (await person.get(`/licenses/${license.id}`)).body
  expect(reported).toMatchObject({ status: 'inUse', actualUsers: 8, actualWorkspaces: null })
  expect((await ask('usage', { key, users: 11, workspaces: 1 })).body).toMatchObject({
    valid: false,
    code: 'TOO_MANY_USERS',
  })
  expect((await ask('validate', { key })).body.code).toBe('TOO_MANY_USERS')
  expect((await person.get(`/licenses/${license.id}`)).body).toMatchObject({ isOverused: true, actualWorkspaces: 1 })
  const [latest] = (await person.get(`/licenses/${license.id}/history`)).body.data
  expect(latest).toMatchObject({ act: 'reportUsage', actor: { id: null, name: 'Desktop' } })
})

test('uses are counted exactly, and never beyond what the policy allows', async () => {
  const { person, ask } = await licensed(app)
  const { product, policy } = await policyOf(person, { maxUses: 20 })
  const { id } = await issued(person, { product: product.id, policy: policy.id })
  const key = await licenseKeyOf(person, id)
  const answers = await Promise.all(Array.from({ length: 12 }, () => ask('usage', { key, uses: 3 })))
  const refused = answers.filter(({ body }) => body.code === 'TOO_MANY_USES')
  expect(refused).toHaveLength(6)
  expect(refused[0]?.status).toBe(409)
  expect((await person.get(`/licenses/${id}`)).body.uses).toBe(18)
})

test('a suspended licence reports nothing', async () => {
  const { person, license, key, ask } = await licensed(app)
  await act(person, 'licenses', license.id, 'suspend', { reason: 'Unpaid' })
  expect((await ask('usage', { key, users: 1 })).body.code).toBe('LICENSE_NOT_VALID')
})

test('a licence that must check in stops validating when it does not, and goes on when it does', async () => {
  const { person, ask } = await licensed(app)
  const { product, policy } = await policyOf(person, { requireCheckIn: true, checkInDays: 7 })
  const { id } = await issued(person, { product: product.id, policy: policy.id })
  const key = await licenseKeyOf(person, id)
  expect((await ask('check-in', { key })).body).toMatchObject({ code: 'VALID', nextBefore: expect.any(String) })
  await person.session.runtime.pool.flight(person.session.tenant.id, [
    { text: `update licensing.license set checked_in_at = now() - interval '8 days' where id = $1`, values: [id] },
  ])
  expect((await ask('validate', { key })).body.code).toBe('CHECKIN_OVERDUE')
  expect((await ask('check-in', { key })).body.code).toBe('VALID')
  expect((await ask('validate', { key })).body.code).toBe('VALID')
})
