import { expect, test } from 'vitest'
import { roles } from '../roles.ts'
import { act, create, draft, house, issued } from '../story.ts'

const app = await house()

/** An administrator, and two engineers who sign in; the first is on the deployment. */
async function team() {
  const tenant = await app.tenant()
  const administrator = tenant.as()
  const person = async (name: string) => {
    const member = await create(administrator, 'members', { name, email: `${name}@example.com` })
    const engineer = await create(administrator, 'engineers', { name, member: member.id })
    return { engineer, session: tenant.as(roles.engineer, { memberId: member.id, name }) }
  }
  const [anna, bo] = [await person('anna'), await person('bo')]
  const plan = (license: string) =>
    create(administrator, 'deployments', {
      license,
      plannedOn: '2026-12-01',
      engineers: [{ engineer: anna.engineer.id, role: 'lead' }],
    })
  return { administrator, anna: anna.session, bo: bo.session, plan }
}

test('the engineer on it starts and completes a deployment, which puts the licence to work', async () => {
  const { administrator, anna, plan } = await team()
  const licence = await issued(administrator)
  const { id } = await plan(licence.id)
  expect((await act(anna, 'deployments', id, 'start')).status).toBe('inProgress')
  const done = await act(anna, 'deployments', id, 'complete', { productVersion: '3.4.1' })
  expect(done).toMatchObject({ status: 'completed', productVersion: '3.4.1', completedOn: expect.any(String) })
  const { body } = await administrator.get(`/licenses/${licence.id}`)
  expect(body).toMatchObject({ status: 'deployed', deployedOn: done.completedOn })
  const [latest] = (await administrator.get(`/licenses/${licence.id}/history`)).body.data
  expect(latest).toMatchObject({ act: 'deploy', actor: { name: 'anna' } })
})

test('an engineer sees every deployment and reports on none but their own', async () => {
  const { administrator, anna, bo, plan } = await team()
  const { id } = await plan((await issued(administrator)).id)
  expect((await bo.get(`/deployments/${id}`)).status).toBe(200)
  expect((await bo.post(`/deployments/${id}/start`)).status).toBe(403)
  expect((await bo.get(`/deployments/${id}/actions`)).body.data.every((a: { allowed: boolean }) => !a.allowed)).toBe(
    true,
  )
  expect((await anna.patch(`/deployments/${id}`, { plannedOn: '2027-01-01' })).body.fields).toMatchObject([
    { field: 'plannedOn' },
  ])
  expect((await bo.patch(`/deployments/${id}`, { serverInfo: 'Mine' })).status).toBe(403)
  expect((await anna.get('/deployments?scope=own')).body.page.total).toBe(1)
  expect((await bo.get('/deployments?scope=own')).body.page.total).toBe(0)
})

test('a failed deployment tells why and is planned again', async () => {
  const { administrator, anna, plan } = await team()
  const { id } = await plan((await issued(administrator)).id)
  await act(anna, 'deployments', id, 'start')
  const failed = await act(anna, 'deployments', id, 'fail', { reason: 'No free node in the cluster' })
  expect(failed).toMatchObject({ status: 'failed', failureReason: 'No free node in the cluster' })
  const again = await act(anna, 'deployments', id, 'retry', { plannedOn: '2026-12-08' })
  expect(again).toMatchObject({ status: 'planned', plannedOn: '2026-12-08', retries: 1 })
  expect(await act(anna, 'deployments', id, 'start')).toMatchObject({ failureReason: null })
})

test('what is not in force is not deployed', async () => {
  const { administrator, plan } = await team()
  const { id } = await plan((await draft(administrator)).id)
  const refused = await administrator.post(`/deployments/${id}/start`)
  expect([refused.status, refused.body.code]).toEqual([409, 'LICENSE_NOT_ISSUED'])
})

test('a licence suspended while its deployment completes is marked as deployed by hand', async () => {
  const { administrator, anna, plan } = await team()
  const licence = await issued(administrator)
  const { id } = await plan(licence.id)
  expect((await administrator.post(`/licenses/${licence.id}/markDeployed`)).body.code).toBe('LICENSE_NOT_DEPLOYED')
  await act(anna, 'deployments', id, 'start')
  await act(administrator, 'licenses', licence.id, 'suspend', { reason: 'Export check' })
  await act(anna, 'deployments', id, 'complete')
  expect((await act(administrator, 'licenses', licence.id, 'reinstate')).status).toBe('issued')
  expect((await act(administrator, 'licenses', licence.id, 'markDeployed')).status).toBe('deployed')
})

test('a deployment is completed when its checklist is, and remembers whether that was in time', async () => {
  const { administrator, anna, plan } = await team()
  const { id } = await plan((await issued(administrator)).id)
  const points = [{ point: 'Backup tested' }, { point: 'Ports open', isDone: true }]
  const changed = await anna.patch(`/deployments/${id}`, { checklist: points })
  expect(changed.status, JSON.stringify(changed.body)).toBe(200)
  await act(anna, 'deployments', id, 'start')
  const early = await anna.post(`/deployments/${id}/complete`)
  expect([early.body.code, early.body.detail]).toEqual(['CHECKS_OPEN', 'Still open on the checklist: Backup tested.'])
  await anna.patch(`/deployments/${id}`, { checklist: points.map(({ point }) => ({ point, isDone: true })) })
  expect((await act(anna, 'deployments', id, 'complete')).wasOnTime).toBe(true)
})
