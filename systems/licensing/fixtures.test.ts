import type { Person } from '@tenon/kernel/testing/app.ts'
import { readLicenseFile } from '@tenon/license-verifier'
import { expect, test } from 'vitest'
import { roles } from './roles.ts'
import { act, hire, house, list, tell } from './story.ts'

const app = await house()

const all = (person: Person) => list(person, 'licenses?page[size]=500')
const states = (licences: Awaited<ReturnType<typeof all>>) =>
  Object.fromEntries([...Map.groupBy(licences, ({ status }) => status)].map(([state, some]) => [state, some.length]))

/** Files of two keys that verify, signed reports, and a true-up that waits for finance. */
async function showsOfflineWork(person: Person) {
  const files = await list(person, 'license_files')
  expect(new Set(files.map(({ kid }) => kid)).size).toBe(2)
  const slug = `t${person.session.tenant.id.replaceAll('-', '')}`
  const { body: keys } = await person.get(`/licensing/license-keys?organisation=${slug}`)
  for (const { id, serial } of files) {
    const { body } = await person.get(`/license_files/${id}/content`)
    expect(readLicenseFile(body, keys).file).toBe(serial)
  }
  const reports = await list(person, 'usage_reports?filter[source]=upload')
  expect(reports.length).toBeGreaterThan(3)
  expect(reports.every(({ isVerified }) => isVerified)).toBe(true)
  const drafted = await list(person, `purchases?filter[kind]=trueUp&filter[license]=${reports[0].license}`)
  expect(drafted).toMatchObject([{ status: 'draft', note: expect.stringContaining('True-up') }])
  expect(Number(drafted[0].amount.amount)).toBeGreaterThan(0)
}

test('the demo of qiyuan shows every state, overuse, licences that end soon, and a history told on its days', async () => {
  const person = (await app.tenant()).as()
  await hire(person)
  await tell(person, 'qiyuan')
  const licences = await all(person)
  expect(Object.keys(states(licences)).toSorted()).toEqual([
    'deployed',
    'draft',
    'expired',
    'grace',
    'inUse',
    'issued',
    'superseded',
    'suspended',
    'terminated',
  ])
  expect(licences.length).toBeGreaterThanOrEqual(40)
  expect(licences.filter(({ isOverused }) => isOverused).length).toBeGreaterThanOrEqual(5)
  expect(licences.filter(({ status, daysLeft }) => status === 'inUse' && daysLeft <= 90).length).toBeGreaterThanOrEqual(
    5,
  )
  const [oldest] = await list(person, 'licenses?sort=createdAt')
  const { data } = (await person.get(`/licenses/${oldest.id}/history`)).body
  expect(data.map(({ at }: { at: string }) => at)).toEqual(
    data
      .map(({ at }: { at: string }) => at)
      .toSorted()
      .toReversed(),
  )
  expect(new Set(data.map(({ at }: { at: string }) => at.slice(0, 7))).size).toBeGreaterThan(3)
  await showsOfflineWork(person)
  const earned = await list(person, 'commissions?page[size]=500')
  expect(new Set(earned.map(({ status }) => status))).toEqual(new Set(['accrued', 'approved', 'paid']))
  await tell(person, 'qiyuan')
  expect(await all(person)).toEqual(licences)
})

test('demo people who sign in find their own licences and deployments, and did what the history says', async () => {
  const tenant = await app.tenant()
  const administrator = tenant.as()
  const [, lin, zhao] = await hire(administrator)
  await tell(administrator, 'qiyuan')
  const [mine] = await list(tenant.as(roles.salesRep, { memberId: lin.id }), 'licenses?scope=own&filter[status]=inUse')
  const { data } = (await administrator.get(`/licenses/${mine.id}/history`)).body
  expect(data.at(-1)).toMatchObject({ act: 'create', actor: { id: lin.id, name: '林知远' } })
  const engineer = tenant.as(roles.engineer, { memberId: zhao.id })
  const [next] = await list(engineer, 'deployments?scope=own&filter[status]=planned')
  expect((await act(engineer, 'deployments', next.id, 'start')).status).toBe('inProgress')
})

test('the demo of harbor is a smaller one, told by its own clock', async () => {
  const person = (await app.tenant({ timeZone: 'America/New_York', currency: 'USD' })).as()
  await tell(person, 'harbor')
  expect(states(await all(person))).toEqual({ inUse: 2, deployed: 1, expired: 1, draft: 1 })
})

test('an organisation that is no demo stays empty', async () => {
  const person = (await app.tenant()).as()
  await tell(person, 'acme')
  expect(await list(person, 'companies')).toEqual([])
})
