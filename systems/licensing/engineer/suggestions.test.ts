import { expect, test } from 'vitest'
import { act, create, house, inDays } from '../story.ts'

const app = await house()
const skilled = { expertise: ['linux', 'containers', 'kubernetes'] }

test('those who fit are suggested for a deployment, by skill, region and how busy they are around its day', async () => {
  const tenant = await app.tenant()
  const person = tenant.as()
  const customer = await create(person, 'customers', { name: '华信精密', region: '江苏', city: '苏州' })
  const dates = { startsOn: inDays(person, 0), endsOn: inDays(person, 300) }
  const licence = await create(person, 'licenses', { customer: customer.id, authorizedUsers: 5, ...dates })
  await act(person, 'licenses', licence.id, 'issue')
  const engineers = {
    near: await create(person, 'engineers', { name: 'Near', ...skilled, regions: ['eastChina'], capacity: 2 }),
    busy: await create(person, 'engineers', { name: 'Busy', ...skilled, regions: ['eastChina'], capacity: 1 }),
    far: await create(person, 'engineers', { name: 'Far', ...skilled, regions: ['europe'] }),
    gone: await create(person, 'engineers', { name: 'Gone', ...skilled, regions: ['eastChina'] }),
  }
  await act(person, 'engineers', engineers.gone.id, 'deactivate')
  const plan = (day: number, ...ids: string[]) =>
    create(person, 'deployments', {
      license: licence.id,
      plannedOn: inDays(person, day),
      engineers: ids.map(engineer => ({ engineer })),
    })
  await plan(12, engineers.busy.id)
  await plan(30, engineers.near.id)
  const { id } = await plan(10, engineers.far.id)
  const { body } = await person.get(`/deployments/${id}/suggestions`)
  expect(body).toMatchObject({ skills: ['linux', 'containers', 'kubernetes'], region: 'eastChina' })
  expect(body.data).toMatchObject([
    { name: 'Near', score: 95, load: 0, isNear: true, isFree: true, isAssigned: false },
    { name: 'Far', score: 75, isNear: false, isAssigned: true },
    { name: 'Busy', load: 1, capacity: 1, isFree: false },
  ])
  const reader = tenant.as(['licensing.deployment.read'])
  expect((await reader.get(`/deployments/${id}/suggestions`)).status).toBe(403)
  const stranger = (await app.tenant()).as()
  expect((await stranger.get(`/deployments/${id}/suggestions`)).status).toBe(404)
})
