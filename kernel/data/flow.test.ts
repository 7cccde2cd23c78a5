import { expect, test } from 'vitest'
import { ctxAt } from '../operations/ctx-at.ts'
import { type Person, type TestTenant, testApp } from '../testing/app.ts'
import { machine, start, wearDown, workshop } from '../testing/workshop.ts'
import { unitOfWork } from './unit-of-work.ts'

const app = await testApp([workshop])
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000 - 60_000)

/** A machine that was made and then acted upon, each so many days ago. */
async function lived(
  tenant: TestTenant,
  name: string,
  ...acts: [days: number, act: 'make' | 'start' | 'stop' | 'break'][]
) {
  const { runtime, actor } = tenant.as().session
  await unitOfWork(runtime, tenant, actor, async work => {
    let id = ''
    for (const [days, act] of acts) {
      const ctx = ctxAt(work, daysAgo(days), actor)
      if (act === 'make') id = (await ctx.create(machine, { name, power: name.length })).id
      else if (act === 'start') await ctx.run(start, id, {})
      else await ctx.run(wearDown, id, { wear: act === 'break' ? 200 : 1 })
    }
  })
}
const flow = async (person: Person, query = '') => {
  const { body } = await person.get(`/machines/flow?${query}`)
  return Object.fromEntries(
    body.states.map((s: Record<'state' | 'now' | 'entered' | 'left', unknown>) => [
      s.state,
      [s.now, s.entered, s.left],
    ]),
  )
}

test('the traffic of the last days: what is new enters its first state, what came and went counts on both sides once', async () => {
  const tenant = await app.tenant()
  await lived(tenant, 'old', [40, 'make'])
  await lived(tenant, 'moved', [40, 'make'], [20, 'start'], [3, 'break'])
  await lived(tenant, 'restless', [40, 'make'], [6, 'start'], [5, 'stop'], [4, 'start'], [3, 'stop'])
  await lived(tenant, 'new', [2, 'make'])
  await lived(tenant, 'fresh', [5, 'make'], [1, 'start'])
  const keeper = tenant.as()
  expect(await flow(keeper)).toEqual({ idle: [3, 3, 2], running: [1, 2, 2], broken: [1, 1, 0], scrapped: [0, 0, 0] })
  expect(await flow(keeper, 'days=1')).toMatchObject({ idle: [3, 0, 0], running: [1, 0, 0] })
  expect(await flow(keeper, 'days=30')).toMatchObject({ idle: [3, 3, 3], running: [1, 3, 2] })
  expect(await flow(keeper, 'days=2')).toMatchObject({ idle: [3, 0, 1], running: [1, 1, 0] })
  expect((await flow(keeper, 'filter[name]=restless')).running).toEqual([0, 1, 1])
  expect((await flow(keeper, 'search=old')).idle).toEqual([1, 0, 0])
  const some = tenant.as([
    { permission: 'workshop.machine.list', scope: 'filter', filter: [{ field: 'power', operator: 'lte', text: '4' }] },
  ])
  expect(await flow(some)).toMatchObject({ idle: [2, 1, 0], running: [0, 0, 0], broken: [0, 0, 0] })
  expect(await flow((await app.tenant()).as())).toMatchObject({ idle: [0, 0, 0] })
})

test('who may not list learns nothing; days are days; what has no states has no flow', async () => {
  const tenant = await app.tenant()
  expect((await tenant.as(['workshop.person.read']).get('/machines/flow')).status).toBe(403)
  for (const days of ['0', '367', 'x', '-1'])
    expect((await tenant.as().get(`/machines/flow?days=${days}`)).status).toBe(422)
  expect((await tenant.as().get('/people/flow')).status).toBe(404)
})
