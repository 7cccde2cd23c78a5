import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import type { RoleTemplate } from '@tenon/kernel/entity/system.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import type { Reaction } from '@tenon/kernel/outbox/reaction.ts'
import type { Person } from '@tenon/kernel/testing/app.ts'
import { lineOf, newKeyPair, type Receipt, writeReceipt } from '@tenon/license-verifier'
import { expect, test } from 'vitest'
import { judgeLicenses } from '../alert/judge.ts'
import { reportUsage } from '../license/license.actions.ts'
import { roles } from '../roles.ts'
import { act, byItself, create, draft, house, inDays, issued, list } from '../story.ts'
import { countTrusted, endExceeded } from './usage.reactions.ts'

const app = await house()
const administrator = async () => (await app.tenant({ timeZone: 'Asia/Shanghai' })).as()
const day = 86_400_000
const now = Date.now()
const instant = (days: number) => new Date(now + days * day).toISOString()

/** A machine at a customer that writes receipts, one for each day, ending so many days ago. */
function machine(license: string, pair = newKeyPair()) {
  const written: Receipt[] = []
  const write = (from: number, to: number, use: Record<string, number>, recorded = to) => {
    const samples = Object.entries(use).map(([metric, value]) => ({ metric, value, at: instant(to) }))
    const said = { license, samples, periodStart: instant(from), periodEnd: instant(to), recordedAt: instant(recorded) }
    written.push(writeReceipt(said, written.at(-1), pair.privateKey))
  }
  return { ...pair, written, write, file: () => written.map(lineOf).join('') }
}
const upload = (person: Person, license: string, text: string) =>
  app.server.http
    .inject({
      method: 'POST',
      url: `/api/v1/licenses/${license}/usage-reports`,
      headers: { authorization: `Bearer ${person.token}`, 'content-type': 'application/octet-stream' },
      payload: text,
    })
    .then(reply => ({ status: reply.statusCode, body: reply.json() }))

/** A licence for ten users that began a hundred days ago and was bought for 3650.00 the year. */
async function sold(person: Person) {
  const span = { startsOn: inDays(person, -100), endsOn: inDays(person, 264), authorizedWorkspaces: 2 }
  const licence = await draft(person, span)
  const amount = { amount: '3650.00', currency: 'CNY' }
  await create(person, 'purchases', { license: licence.id, kind: 'new', orderedOn: span.startsOn, amount })
  return act(person, 'licenses', licence.id, 'issue', { reason: 'Trusted customer' })
}
const trueUps = (person: Person, license: string) =>
  list(person, `purchases?filter[license]=${license}&filter[kind]=trueUp&sort=createdAt`)

test('a signed report is filed, shows on the licence, and what goes beyond is drafted once', async () => {
  const person = await administrator()
  const { id } = await sold(person)
  const site = machine(id)
  site.write(-4, -3, { users: 8, workspaces: 1 })
  site.write(-3, -2, { users: 12, workspaces: 2 })
  site.write(-2, -1, { users: 9, workspaces: 2 })
  const { status, body } = await upload(person, id, site.file())
  expect([status, body.accepted, body.known], JSON.stringify(body)).toEqual([201, 3, 0])
  expect(body.installations).toEqual([{ publicKey: site.publicKey, status: 'trusted', findings: [] }])
  expect(body.reconciled).toMatchObject([{ paidUsers: 10, ranUsers: 12, excessUsers: 2, excessWorkspaces: 0 }])
  expect((await person.get(`/licenses/${id}`)).body).toMatchObject({
    status: 'inUse',
    actualUsers: 9,
    actualWorkspaces: 2,
  })
  const [drafted] = await trueUps(person, id)
  expect(drafted).toMatchObject({ status: 'draft', users: 2, workspaces: 0, id: body.reconciled[0].trueUp })
  expect(drafted.amount).toEqual({ amount: '534.00', currency: 'CNY' }) // two seats, 267 days of 365
  expect(await list(person, 'usage_reports?sort=sequence')).toMatchObject(
    [1, 2, 3].map(sequence => ({ sequence, isVerified: true, finding: null, source: 'upload' })),
  )
  const again = await upload(person, id, site.file())
  expect([again.body.accepted, again.body.known]).toEqual([0, 3])
  expect(await trueUps(person, id)).toHaveLength(1)
})

test('a draft grows with the excess; what was decided is not asked again, only what goes beyond it', async () => {
  const person = await administrator()
  const { id } = await sold(person)
  const site = machine(id)
  const ran = async (users: number, days: number) => {
    site.write(days - 1, days, { users })
    await upload(person, id, site.file())
    return (await trueUps(person, id)).map(one => [one.status, one.users])
  }
  expect(await ran(12, -5)).toEqual([['draft', 2]])
  expect(await ran(15, -4)).toEqual([['draft', 5]])
  await act(person, 'purchases', (await trueUps(person, id))[0].id, 'place')
  expect(await ran(14, -3)).toEqual([['pending', 5]])
  expect(await ran(16, -2)).toEqual([
    ['pending', 5],
    ['draft', 1],
  ])
  const waived = (await trueUps(person, id))[1].id
  expect((await person.delete(`/purchases/${waived}`)).body.code).toBe('IN_USE')
  await act(person, 'purchases', waived, 'place')
  await act(person, 'purchases', waived, 'cancel', { reason: 'A gift' })
  expect(await ran(16, -1)).toEqual([
    ['pending', 5],
    ['cancelled', 1],
  ])
})

test('seats that are bought later end what is due: of the days before they are charged, of the same day nothing', async () => {
  const person = await administrator()
  const more = { users: 5, amount: { amount: '1000.00', currency: 'CNY' } }
  for (const [ran, due] of [
    [-3, ['6.00']],
    [0, []],
  ] as const) {
    const { id } = await sold(person)
    const site = machine(id)
    site.write(ran - 1, ran, { users: 12 })
    await upload(person, id, site.file())
    await act(person, 'licenses', id, 'expand', more)
    await told(endExceeded, person, id)
    expect((await trueUps(person, id)).map(({ amount }) => amount.amount)).toEqual(due)
  }
})

test('the same report sent many times at once is filed once and drafts one purchase', async () => {
  const person = await administrator()
  const { id } = await sold(person)
  const site = machine(id)
  site.write(-2, -1, { users: 20 })
  const replies = await Promise.all(Array.from({ length: 4 }, () => upload(person, id, site.file())))
  expect(replies.map(({ status }) => status)).toEqual([201, 201, 201, 201])
  expect(replies.reduce((sum, { body }) => sum + body.accepted, 0)).toBe(1)
  expect(await trueUps(person, id)).toHaveLength(1)
})

test('a changed report is refused whole, and says where', async () => {
  const person = await administrator()
  const { id } = await sold(person)
  const site = machine(id)
  site.write(-3, -2, { users: 8 })
  site.write(-2, -1, { users: 20 })
  const changed = await upload(person, id, site.file().replace('"value":20', '"value":10'))
  expect([changed.status, changed.body.code]).toEqual([422, 'USAGE_TAMPERED'])
  expect(changed.body.detail).toContain('Line 2')
  expect((await upload(person, id, 'hello')).body.code).toBe('USAGE_UNREADABLE')
  expect((await upload(person, id, '')).body.code).toBe('USAGE_EMPTY')
  const other = machine((await sold(person)).id)
  other.write(-2, -1, { users: 1 })
  expect((await upload(person, id, other.file())).body.code).toBe('USAGE_OF_OTHER_LICENSE')
  expect(await list(person, `usage_reports?filter[license]=${id}`)).toEqual([])
})

test('gaps, second histories and clocks that went back are named; a gap that is filled is none', async () => {
  const person = await administrator()
  const { id } = await sold(person)
  const site = machine(id)
  for (const at of [-9, -8, -7, -6]) site.write(at, at + 1, { users: 5 })
  const [first, second, third, fourth] = site.written as [Receipt, Receipt, Receipt, Receipt]
  const part = await upload(person, id, [first, fourth].map(lineOf).join(''))
  expect(part.body.installations[0].findings).toMatchObject([{ code: 'GAP', sequence: 4 }])
  const noticed = async () =>
    (await list(person, `usage_reports?filter[license]=${id}&sort=sequence`)).map(one => [one.sequence, one.finding])
  expect(await noticed()).toEqual([
    [1, null],
    [4, 'gap'],
  ])
  await upload(person, id, [second, third].map(lineOf).join(''))
  expect(await noticed()).toEqual([1, 2, 3, 4].map(sequence => [sequence, null]))
  const copy = machine(id, site)
  copy.written.push(first)
  copy.write(-8, -7, { users: 1 })
  await upload(person, id, copy.file())
  site.write(-6, -5, { users: 5 })
  await upload(person, id, site.file())
  expect(await noticed()).toEqual([
    [1, null],
    [2, 'fork'],
    [2, 'fork'],
    [3, null],
    [4, null],
    [5, 'clockRolledBack'],
  ])
  await byItself(person, ctx => judgeLicenses(ctx))
  const suspected = await list(person, `license_alerts?filter[license]=${id}&filter[kind]=cloneSuspected`)
  expect(suspected.length).toBeGreaterThan(0)
})

/** What a reaction does once it is told. */
const told = (reaction: Reaction, person: Person, recordId: string) => {
  const event = { id: '', name: reaction.event, entity: '', recordId, at: '', before: null, after: null }
  return byItself(person, ctx => reaction.run({ ctx, event }))
}

test('a second installation counts once somebody trusts it, in the place of the first or beside it', async () => {
  const person = await administrator()
  for (const [replaces, expected] of [
    [true, 9],
    [false, 17],
  ] as const) {
    const { id } = await sold(person)
    const [old, next] = [machine(id), machine(id)]
    old.write(-2, -1, { users: 8 })
    next.write(-2, -1, { users: 9 })
    await upload(person, id, old.file())
    const { body } = await upload(person, id, next.file())
    expect(body.installations).toMatchObject([{ status: 'pending' }])
    expect(body.reconciled).toMatchObject([{ ranUsers: 8 }])
    const [waiting] = await list(person, `installations?filter[license]=${id}&filter[status]=pending`)
    await act(person, 'installations', waiting.id, 'trust', { reason: 'New server', replaces })
    await told(countTrusted, person, waiting.id)
    const [kept] = await list(person, `usage_reconciliations?filter[license]=${id}`)
    expect(kept.ranUsers).toBe(expected)
    expect(await list(person, `usage_reports?filter[license]=${id}&filter[isVerified]=false`)).toEqual([])
  }
})

test('what was told of the whole licence is not added to what its installations told', async () => {
  const person = await administrator()
  const { id } = await sold(person)
  const site = machine(id)
  site.write(-1, 0, { users: 9 })
  await act(person, 'licenses', id, 'reportUsage', { users: 10 })
  const { body } = await upload(person, id, site.file())
  expect(body.reconciled).toMatchObject([{ ranUsers: 10, excessUsers: 0 }])
  expect((await person.get(`/licenses/${id}`)).body.actualUsers).toBe(10)
})

test('what programs and people report without a receipt counts too: the most of a day, and a correction as such', async () => {
  const tenant = await app.tenant()
  const person = tenant.as()
  const { id } = await sold(person)
  const report = async (who: Person, users: number) => {
    await act(who, 'licenses', id, 'reportUsage', { users })
    return (await trueUps(person, id)).map(one => one.users)
  }
  expect(await report(person, 100)).toEqual([90])
  expect(await report(person, 11)).toEqual([1])
  expect(await report(person, 10)).toEqual([])
  const nobody = { ...person.session.actor, memberId: null }
  expect(await list(person, `usage_reports?filter[license]=${id}`)).toMatchObject([{ source: 'manual' }])
  const ran = (users: number) =>
    unitOfWork(app.runtime, person.session.tenant, nobody, work => ctxOf(work).run(reportUsage, id, { users }))
  for (const users of [12, 15, 9]) await ran(users)
  const [byProgram] = await list(person, `usage_reports?filter[license]=${id}&filter[source]=api`)
  expect((await person.get(`/usage_reports/${byProgram.id}`)).body.samples).toMatchObject([{ value: '15' }])
})

test('receipts may come as JSON too', async () => {
  const person = await administrator()
  const { id } = await sold(person)
  const site = machine(id)
  site.write(-2, -1, { users: 8 })
  const send = (receipts: unknown) => person.post(`/licenses/${id}/usage-reports`, { receipts })
  expect((await send([{ ...site.written[0], sequence: 2 }])).body.code).toBe('USAGE_TAMPERED')
  expect((await send([{ any: 'thing' }])).body.code).toBe('USAGE_UNREADABLE')
  expect((await send(site.written)).body).toMatchObject({ accepted: 1, known: 0 })
})

test('a customer hands in reports and takes files of its own licences alone, and is not told what they come to', async () => {
  const tenant = await app.tenant()
  const boss = tenant.as()
  const { id: memberId } = await create(boss, 'members', { name: 'Wu', email: 'wu@example.com' })
  const company = await create(boss, 'companies', { name: 'Vista', roles: ['customer'] })
  await create(boss, 'company_users', { company: company.id, member: memberId })
  const [own, foreign] = [await issued(boss, { customer: company.id }), await issued(boss)]
  const customer = tenant.as(roles.customer as RoleTemplate, { memberId })
  const [site, elsewhere] = [machine(own.id), machine(foreign.id)]
  for (const one of [site, elsewhere]) one.write(0, 0, { users: 99 })
  expect((await upload(customer, own.id, site.file())).body).toMatchObject({ accepted: 1, reconciled: [] })
  expect((await upload(customer, foreign.id, elsewhere.file())).status).toBe(404)
  expect((await customer.post(`/licenses/${own.id}/check-out`)).status).toBe(201)
  expect((await customer.post(`/licenses/${foreign.id}/check-out`)).status).toBe(404)
  await boss.post(`/licenses/${foreign.id}/check-out`)
  expect(await list(customer, 'license_files')).toHaveLength(1)
  expect(await list(customer, 'usage_reports')).toHaveLength(1)
  for (const path of ['signing_keys', 'usage_reconciliations'])
    expect((await customer.get(`/${path}`)).status).toBe(403)
})

test('use can be told by hand, unsigned, by whoever has the right', async () => {
  const tenant = await app.tenant()
  const person = tenant.as()
  const { id } = await sold(person)
  const byHand = { periodStart: instant(-2), periodEnd: instant(-1), samples: [{ metric: 'users', value: 11 }] }
  const { status, body } = await person.post(`/licenses/${id}/usage-reports`, byHand)
  expect([status, body.reconciled[0].excessUsers]).toEqual([201, 1])
  expect((await list(person, 'usage_reports'))[0]).toMatchObject({ source: 'manual', isVerified: false })
  const reader = tenant.as(['licensing.license.read'])
  expect((await reader.post(`/licenses/${id}/usage-reports`, byHand)).status).toBe(403)
  const stranger = await administrator()
  expect((await stranger.post(`/licenses/${id}/usage-reports`, byHand)).status).toBe(404)
  const unissued = await draft(person)
  expect((await person.post(`/licenses/${unissued.id}/usage-reports`, byHand)).body.code).toBe('USAGE_OF_DRAFT')
  expect((await issued(person)).status).toBe('issued')
})
