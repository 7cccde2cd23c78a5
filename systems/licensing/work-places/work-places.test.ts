import { expect, test } from 'vitest'
import { act, create, draft, house, inDays, inUse, issued } from '../story.ts'

const app = await house()

test('a licence tells who may read it whether it is valid now, and what is used of what it allows', async () => {
  const tenant = await app.tenant()
  const keeper = tenant.as()
  const running = await inUse(keeper, { authorizedUsers: 10 })
  await act(keeper, 'licenses', running.id, 'reportUsage', { users: 13 })
  const over = await keeper.get(`/licenses/${running.id}/validity`)
  expect(over.status, JSON.stringify(over.body)).toBe(200)
  expect(over.body).toMatchObject({
    valid: false,
    code: 'TOO_MANY_USERS',
    users: { actual: 13, allowed: 10, most: 10 },
  })

  const future = await issued(keeper, { startsOn: inDays(keeper, 3), endsOn: inDays(keeper, 300) })
  expect((await keeper.get(`/licenses/${future.id}/validity`)).body.code).toBe('NOT_STARTED')
  expect((await keeper.get(`/licenses/${(await draft(keeper)).id}/validity`)).body.valid).toBe(false)

  const stranger = (await app.tenant()).as()
  expect((await stranger.get(`/licenses/${running.id}/validity`)).status).toBe(404)
  const brief = tenant.as([{ permission: 'licensing.license.read', fields: ['code', 'status'] }])
  const seen = await brief.get(`/licenses/${running.id}/validity`)
  expect(seen.body).toMatchObject({ code: 'TOO_MANY_USERS', users: null, workspaces: null })
})

test('the figures of an engineer are those of the lists they lead to', async () => {
  const keeper = (await app.tenant()).as()
  const licence = await issued(keeper)
  const [busy, free] = await Promise.all(
    ['周航', '罗琳'].map(name => create(keeper, 'engineers', { name, capacity: 2 })),
  )
  const plan = (plannedOn: string) =>
    create(keeper, 'deployments', { license: licence.id, plannedOn, engineers: [{ engineer: busy.id }] })
  const [late, done] = [await plan(inDays(keeper, -3)), await plan(inDays(keeper, 2)), await plan(inDays(keeper, 9))]
  await act(keeper, 'deployments', done.id, 'start')
  await act(keeper, 'deployments', done.id, 'complete')

  const { status, body } = await keeper.get('/licensing/engineer-work')
  expect(status, JSON.stringify(body)).toBe(200)
  const of = (id: string) => body.data.find((one: { id: string }) => one.id === id)
  expect(of(busy.id)).toMatchObject({ capacity: 2, open: { count: 2 }, overdue: { count: 1 }, completed: { count: 1 } })
  expect(of(free.id)).toMatchObject({ open: { count: 0 }, onTime: { count: 0 } })
  const { collection, query } = of(busy.id).overdue.list
  const shown = (await keeper.get(`/${collection}?${new URLSearchParams(query)}`)).body.data
  expect(shown.map(({ id }: { id: string }) => id)).toEqual([late.id])

  expect((await keeper.get('/licensing/engineer-work?from=yesterday')).status).toBe(422)
})

test('the forecast is about the renewals of its list, and follows its filters', async () => {
  const keeper = (await app.tenant()).as()
  const licence = await issued(keeper, { endsOn: inDays(keeper, 100), value: { amount: '1000.00', currency: 'CNY' } })
  await create(keeper, 'renewals', {
    license: licence.id,
    dueOn: inDays(keeper, 100),
    expected: { amount: '1000.00', currency: 'CNY' },
    risk: 'medium',
  })
  const asked = async (query: string) => (await keeper.get(`/renewals/forecast${query}`)).body.data
  const month = `${inDays(keeper, 100).slice(0, 7)}-01`
  const of = (amount: string) => ({ amount, currency: 'CNY' })
  expect(await asked('')).toEqual([{ month, expected: of('1000.00'), weighted: of('480.00') }])
  expect(await asked('?filter[risk]=medium&sort=-dueOn')).toHaveLength(1)
  expect(await asked('?filter[risk]=low')).toEqual([])
  expect(await asked('?filter[status]=won')).toEqual([])
})
