import { unitOfWork, type Work } from '@tenon/kernel/data/unit-of-work.ts'
import { type AnyEntity, entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { system } from '@tenon/kernel/entity/system.ts'
import { expect, test } from 'vitest'
import { identity, member } from '../index.ts'
import { operator } from '../server.ts'
import { type Known, signInApp } from '../testing/sign-in-app.ts'
import { goOn } from './leave.ts'

const agent = entity('desk.agent', {
  path: 'agents',
  title: 'name',
  fields: { name: field.text(), member: field.ref(member).optional().unique() },
})
const task = entity('desk.task', {
  path: 'tasks',
  title: 'name',
  fields: { name: field.text(), owner: field.ref(member), reviewer: field.ref(member).optional() },
  scopes: { own: 'owner' },
})
const deal = entity('desk.deal', {
  path: 'deals',
  title: 'name',
  fields: { name: field.text(), agent: field.ref(agent).optional() },
  scopes: { own: 'agent.member' },
})
const note = entity('desk.note', {
  path: 'notes',
  title: 'name',
  fields: { name: field.text(), deal: field.ref(deal) },
  scopes: { own: 'deal.agent.member' },
})
const crew = entity('desk.crew', { title: 'agent', fields: { agent: field.ref((): AnyEntity => agent) } })
const visit = entity('desk.visit', {
  path: 'visits',
  title: 'name',
  fields: { name: field.text(), crew: field.lines(crew) },
  scopes: { own: 'crew.agent.member' },
})
const desk = system('desk', {
  version: '1',
  kind: 'platform',
  requires: [identity],
  entities: [agent, task, deal, note, crew, visit],
  messages: { en: { label: 'Desk' }, zh: { label: '台' } },
})

const app = await signInApp([desk])

async function office() {
  const tenant = await app.tenant()
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  const [leaver, heir] = [await app.person(tenant, [{ role: 'administrator' }]), await app.person(tenant, [])]
  const add = async (path: string, body: object) => (await admin.post(`/${path}`, body)).body.id as string
  const seen = async (path: string, id: string) => (await admin.get(`/${path}/${id}`)).body
  const path = `/members/${leaver.memberId}`
  return { tenant, admin, leaver, heir, add, seen, path }
}
/** Everything one can own, owned by one. */
async function desks({ add, leaver, heir }: Awaited<ReturnType<typeof office>>) {
  const leavers = await add('agents', { name: 'Lin', member: leaver.memberId })
  const heirs = await add('agents', { name: 'Wang', member: heir.memberId })
  const theirs = await add('deals', { name: 'Mill', agent: leavers })
  return {
    leavers,
    heirs,
    deal: theirs,
    other: await add('deals', { name: 'Port', agent: heirs }),
    note: await add('notes', { name: 'Call', deal: theirs }),
    visit: await add('visits', { name: 'Monday', crew: [{ agent: leavers }, { agent: heirs }] }),
    alone: await add('visits', { name: 'Friday', crew: [{ agent: leavers }] }),
    task: await add('tasks', { name: 'Sweep', owner: leaver.memberId, reviewer: heir.memberId }),
    review: await add('tasks', { name: 'Mop', owner: heir.memberId, reviewer: leaver.memberId }),
  }
}
const keyOf = ({ entity: name, field: at, count }: { entity: string; field: string; count: number }) => [
  name,
  at,
  count,
]

test('all that someone owns is found, whatever system it is in', async () => {
  const place = await office()
  await desks(place)
  const department = await place.add('departments', { name: 'Sales' })
  await place.admin.patch(place.path, { departments: [{ department, isMain: true, isHead: true }] })
  const invitation = await place.leaver.post('/invitations', { name: 'x' })
  await place.leaver.post(`/invitations/${invitation.body.id}/link`)
  const { body } = await place.admin.get(`${place.path}/leaving`)
  expect(body.records.map(keyOf)).toEqual([
    ['desk.deal', 'agent', 1],
    ['desk.note', 'deal.agent', 1],
    ['desk.visit', 'crew.agent', 2],
    ['desk.agent', 'member', 1],
    ['desk.task', 'owner', 1],
    ['desk.task', 'reviewer', 1],
  ])
  expect(body).toMatchObject({ sessions: 1, apiKeys: 0, invitations: 1, heads: [{ id: department, name: 'Sales' }] })
  expect((await place.heir.get(`${place.path}/leaving`)).status).toBe(403)
})

test('it is handed over by rule in one go, the account ends, and a receipt stays; once more changes nothing', async () => {
  const place = await office()
  const made = await desks(place)
  const { admin, leaver, heir, path, seen } = place
  const refused = await admin.post(`${path}/leave`, {})
  expect(refused.body.fields.map(({ field: at }: { field: string }) => at)).toContain('rules.desk.task.owner')
  expect((await admin.post(`${path}/leave`, { to: leaver.memberId })).body.fields[0].code).toBe('NOT_A_SUCCESSOR')
  expect((await leaver.get('/user/me')).status).toBe(200)

  const rules = [{ entity: 'desk.task', field: 'reviewer', to: null }]
  const { status, body } = await admin.post(`${path}/leave`, { to: heir.memberId, rules, reason: 'Retired' })
  expect([status, body.sessions, body.reason]).toEqual([200, 1, 'Retired'])
  expect(body.items.map(keyOf)).toEqual([
    ['desk.deal', 'agent', 1],
    ['desk.visit', 'crew.agent', 2],
    ['desk.agent', 'member', 1],
    ['desk.task', 'owner', 1],
    ['desk.task', 'reviewer', 1],
  ])
  expect((await seen('deals', made.deal)).agent).toBe(made.heirs)
  const crewOf = async (id: string) => (await seen('visits', id)).crew.map((line: { agent: string }) => line.agent)
  expect([await crewOf(made.visit), await crewOf(made.alone)]).toEqual([[made.heirs], [made.heirs]])
  expect([(await seen('tasks', made.task)).owner, (await seen('tasks', made.review)).reviewer]).toEqual([
    heir.memberId,
    null,
  ])
  expect((await seen('agents', made.leavers)).member).toBeNull()
  expect((await leaver.get('/user/me')).status).toBe(401)
  expect((await admin.get(path)).body.status).toBe('archived')
  expect((await admin.get(`${path}/leaving`)).body).toMatchObject({ records: [], sessions: 0 })

  const history = async () => (await admin.get(`${path}/history`)).body.data.length
  const before = await history()
  expect((await admin.post(`${path}/leave`, { to: heir.memberId })).body.id).toBe(body.id)
  expect([await history(), (await admin.get('/leavings')).body.data.length]).toEqual([before, 1])
  expect((await admin.delete(`/leavings/${body.id}`)).status).toBe(404)
  expect((await admin.get(`/deals/${made.deal}/history`)).body.data[0].act).toBe('reassign')
})

test('what stands for the leaver goes to an heir who has none, and with it all that follows', async () => {
  const { admin, add, seen, leaver, heir, path } = await office()
  const stand = await add('agents', { name: 'Lin', member: leaver.memberId })
  const theirs = await add('deals', { name: 'Mill', agent: stand })
  const { body } = await admin.post(`${path}/leave`, { to: heir.memberId })
  expect(body.items.map(keyOf)).toEqual([['desk.agent', 'member', 1]])
  expect([(await seen('agents', stand)).member, (await seen('deals', theirs)).agent]).toEqual([heir.memberId, stand])
})

test('offices become vacant, or go to whom a rule names, within what whoever asks may give', async () => {
  const { admin, add, seen, leaver, heir, path, tenant } = await office()
  const administrator = (await admin.get('/user/me')).body.roles[0].id as string
  const department = await add('departments', { name: 'Sales', roles: [{ role: administrator }] })
  await add('roles', { key: 'hr', name: 'HR', grants: [{ permission: 'identity.member.*' }] })
  const hr = await app.person(tenant, [{ role: 'hr' }])
  const post = await add('positions', { name: 'Buyer', department })
  await admin.patch(path, {
    departments: [{ department, isMain: true, isHead: true }],
    positions: [{ post, isDeputy: true }],
  })
  const rules = [
    { entity: 'identity.department', field: 'head', to: heir.memberId },
    { entity: 'identity.position', field: 'holder', to: heir.memberId },
  ]
  const unknown = await admin.post(`${path}/leave`, { rules: [{ entity: 'desk.task', field: 'name', to: null }] })
  expect(unknown.body.fields).toMatchObject([{ field: 'rules.0.field', code: 'UNKNOWN_FIELD' }])
  expect((await hr.post(`${path}/leave`, { rules })).body.fields[0].code).toBe('NOT_HELD')
  const { body } = await admin.post(`${path}/leave`, { rules })
  expect(body).toMatchObject({ heads: [{ id: department }], positions: [{ id: post }] })
  expect(body.items.map(keyOf)).toEqual([
    ['identity.department', 'head', 1],
    ['identity.position', 'holder', 1],
  ])
  const [left, next] = [await seen('members', leaver.memberId), await seen('members', heir.memberId)]
  expect([left.departments[0].isHead, left.positions]).toEqual([false, []])
  expect(next.departments).toMatchObject([{ department, isHead: true, isMain: true }])
  expect(next.positions).toMatchObject([{ post, isDeputy: true }])
})

test('the last administrator does not leave, and nobody sends away who they may not', async () => {
  const { admin, leaver, heir, path } = await office()
  expect((await heir.post(`${path}/leave`, {})).status).toBe(403)
  expect((await admin.post(`${path}/leave`, {})).status).toBe(200)
  expect((await admin.post(`/members/${admin.memberId}/leave`, {})).body.code).toBe('LAST_ADMINISTRATOR')
  expect((await admin.get('/user/me')).status).toBe(200)
  expect((await leaver.get('/user/me')).status).toBe(401)
})

test('a job that is interrupted goes on where it stood, and ends once', async () => {
  const { tenant, admin, add, leaver, heir, path } = await office()
  for (let i = 0; i < 7; i++) await add('tasks', { name: `Task ${i}`, owner: leaver.memberId })
  const left = async () => (await admin.get(`${path}/leaving`)).body.records.map(keyOf)
  const unit = <T>(work: (work: Work) => Promise<T>) => unitOfWork(app.runtime, tenant, operator, work)
  const data = {
    memberId: leaver.memberId,
    to: heir.memberId,
    rules: [],
    reason: null,
    items: [{ entity: 'desk.task', field: 'owner', to: heir.memberId, count: 7 }],
    sessions: 1,
    apiKeys: 0,
    invitations: 0,
    heads: [],
    positions: [],
    by: { memberId: admin.memberId, name: 'Somebody' },
  }
  const stop = new AbortController()
  let units = 0
  const interrupted = <T>(work: (work: Work) => Promise<T>) => {
    if (++units === 3) stop.abort(new Error('the server stops'))
    return unit(work)
  }
  const step = { id: 'job', tenant, data, attempt: 1, signal: stop.signal, finish: unit }
  await expect(goOn({ ...step, unit: interrupted }, 2)).rejects.toThrow('the server stops')
  expect(await left()).toEqual([['desk.task', 'owner', 3]])
  const again = { ...step, unit, signal: new AbortController().signal }
  for (const _ of [1, 2]) await goOn(again, 2)
  expect(await left()).toEqual([])
  const receipts = (await admin.get('/leavings')).body.data
  expect(receipts.map((receipt: { member: string }) => receipt.member)).toEqual([leaver.memberId])
  expect((await (heir as Known).get('/user/me')).status).toBe(200)
})
