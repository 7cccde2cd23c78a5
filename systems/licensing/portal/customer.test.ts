import { createPerson } from '@tenon/identity/server'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { expect, test } from 'vitest'
import { activation } from '../activation/activation.entity.ts'
import { create, house, inDays, inUse, list } from '../story.ts'
import { customerRole } from './roles.ts'

const app = await house()

/** Two customers of one vendor, each with a licence at work and somebody who signs in; a representative looks after both. */
async function scene() {
  const tenant = await app.tenant()
  const boss = tenant.as()
  const { memberId } = await createPerson(app.runtime, tenant, {
    ...{ name: 'Lin', email: `lin.${tenant.id.slice(0, 8)}@example.com`, roles: [] },
  })
  const rep = await create(boss, 'sales_reps', { name: 'Lin', email: 'lin@example.com', member: memberId })
  const customer = async (name: string) => {
    const member = await create(boss, 'members', { name, email: `${name}.${tenant.id.slice(0, 8)}@example.com` })
    const company = await create(boss, 'companies', { name, roles: ['customer'] })
    await create(boss, 'company_users', { company: company.id, member: member.id })
    const licence = await inUse(boss, { customer: company.id, salesRep: rep.id, note: 'Pays late' })
    return { person: tenant.as(customerRole, { memberId: member.id, name }), company, licence }
  }
  return { tenant, boss, memberId, one: await customer('Vista'), other: await customer('Zephyr') }
}

test('a customer sees its own licences with their terms and whom to turn to, and none of another’s', async () => {
  const { one, other } = await scene()
  const { person, licence } = one
  expect((await person.get('/portal/me')).body).toMatchObject({
    companies: [{ name: 'Vista' }],
    contacts: [{ name: 'Lin', email: 'lin@example.com' }],
  })
  expect(await list(person, 'portal/licenses')).toMatchObject([{ code: licence.code, customer: { name: 'Vista' } }])
  const { body } = await person.get(`/portal/licenses/${licence.id}`)
  expect(body).toMatchObject({ status: 'inUse', terms: [{ seq: 1 }], activations: [], files: [], entitlements: [] })
  const replies = [
    await person.get(`/portal/licenses/${other.licence.id}`),
    await person.get(`/licenses/${other.licence.id}`),
    await person.post(`/portal/licenses/${other.licence.id}/renewal-request`),
    await person.get(`/companies/${other.company.id}`),
  ]
  expect(replies.map(({ status }) => status)).toEqual(Array(4).fill(404))
  const everything = JSON.stringify([
    (await person.get('/licenses')).body,
    (await person.get(`/licenses/${licence.id}`)).body,
    (await person.get('/companies')).body,
    (await person.get('/license_terms')).body,
  ])
  expect(everything).not.toMatch(/Zephyr|Pays late/)
  expect((await person.get('/partner_orders')).status).toBe(403)
  expect((await person.get('/partners/me')).status).toBe(404)
})

test('who asks for a renewal has one opened, taken in hand and told to the representative, once', async () => {
  const { boss, one, memberId } = await scene()
  const { person, licence } = one
  const asked = await person.post(`/portal/licenses/${licence.id}/renewal-request`, {
    months: 24,
    users: 30,
    note: 'By May',
  })
  expect([asked.status, asked.body.license]).toEqual([201, licence.id])
  const [renewal] = await list(boss, 'renewals')
  expect(renewal).toMatchObject({ license: licence.id, status: 'contacted', dueOn: licence.endsOn })
  expect(renewal.note).toBe(`${inDays(boss, 0)} Vista: 24 months, 30 users. By May`)
  const again = await person.post(`/portal/licenses/${licence.id}/renewal-request`)
  expect([again.status, again.body.code]).toEqual([409, 'RENEWAL_ASKED'])
  expect(await list(person, 'portal/licenses')).toMatchObject([{ renewalAsked: true }])
  const told = await app.runtime.pool.flight(boss.session.tenant.id, [
    {
      text: 'select member_id, kind from messages.notification where tenant_id = $1',
      values: [boss.session.tenant.id],
    },
  ])
  expect(told[0]).toEqual([[memberId, 'renewalRequested']])
})

test('a customer gives back the place of its own machine, and not of another’s', async () => {
  const { boss, one, other } = await scene()
  const { runtime, tenant, actor } = boss.session
  const machine = (licence: { id: string }) =>
    unitOfWork(runtime, tenant, actor, work =>
      ctxOf(work).create(activation, {
        ...{ license: licence.id, hostname: 'flow-1', fingerprint: licence.id, activatedAt: work.now },
      }),
    )
  const [mine, theirs] = [await machine(one.licence), await machine(other.licence)]
  expect((await one.person.get(`/portal/licenses/${one.licence.id}`)).body.activations).toMatchObject([{ id: mine.id }])
  expect((await one.person.post(`/portal/activations/${theirs.id}/reset`)).status).toBe(404)
  const reset = await one.person.post(`/portal/activations/${mine.id}/reset`)
  expect(reset.body).toEqual({ id: mine.id, status: 'released' })
  expect((await one.person.post(`/portal/activations/${mine.id}/reset`)).body.code).toBe('WRONG_STATE')
})
