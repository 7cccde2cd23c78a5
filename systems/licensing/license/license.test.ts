import { expect, test } from 'vitest'
import { act, byItself, create, draft, house, inDays, inUse, issued, list, price } from '../story.ts'
import { lapseLicenses } from './license.schedule.ts'

const app = await house()
const administrator = async (timeZone = 'Asia/Shanghai') => (await app.tenant({ timeZone })).as()

test('issuing writes the first term, and from then on dates and seats stand fast', async () => {
  const person = await administrator()
  const licence = await issued(person)
  expect(licence.status).toBe('issued')
  expect(await list(person, `license_terms?filter[license]=${licence.id}`)).toMatchObject([
    { seq: 1, from: licence.startsOn, to: licence.endsOn, authorizedUsers: 10, authorizedWorkspaces: 1 },
  ])
  const later = await person.patch(`/licenses/${licence.id}`, { endsOn: '2099-12-31', authorizedUsers: 500 })
  expect(later.body.fields.map((f: { field: string; code: string }) => [f.field, f.code])).toEqual([
    ['endsOn', 'FIXED'],
    ['authorizedUsers', 'FIXED'],
  ])
  const noted = await person.patch(`/licenses/${licence.id}`, { endsOn: licence.endsOn, note: 'Ask for Ms Li' })
  expect([noted.status, noted.body.note]).toEqual([200, 'Ask for Ms Li'])
})

test('only a perpetual licence is issued without a last day', async () => {
  const person = await administrator()
  const open = await draft(person, { endsOn: null })
  expect((await person.post(`/licenses/${open.id}/issue`)).body.code).toBe('LICENSE_WITHOUT_END')
  const perpetual = await issued(person, { endsOn: null, model: 'perpetual' })
  expect(perpetual).toMatchObject({ status: 'issued', daysLeft: null })
  const renewal = await person.post(`/licenses/${(await act(person, 'licenses', perpetual.id, 'activate')).id}/renew`, {
    months: 12,
    ...price,
  })
  expect(renewal.body.code).toBe('LICENSE_NEVER_ENDS')
})

test('a licence that ends before it starts is refused at the field', async () => {
  const person = await administrator()
  const { id, startsOn } = await draft(person)
  const reply = await person.patch(`/licenses/${id}`, { endsOn: '2020-01-01' })
  expect([reply.status, reply.body.fields]).toMatchObject([422, [{ field: 'endsOn', code: 'BEFORE_START' }]])
  expect((await person.get(`/licenses/${id}`)).body.startsOn).toBe(startsOn)
})

test('a licence is issued before payment only for a reason, which its history tells', async () => {
  const person = await administrator()
  const licence = await draft(person)
  const order = await create(person, 'purchases', {
    license: licence.id,
    kind: 'new',
    orderedOn: '2026-11-01',
    ...price,
  })
  const refused = await person.post(`/licenses/${licence.id}/issue`)
  expect([refused.status, refused.body.code]).toEqual([422, 'LICENSE_UNPAID'])
  expect(refused.body.detail).toContain(order.no)
  await act(person, 'licenses', licence.id, 'issue', { reason: 'Signed frame contract' })
  const [latest] = (await person.get(`/licenses/${licence.id}/history`)).body.data
  expect(latest).toMatchObject({ act: 'issue', reason: 'Signed frame contract' })
  expect(await list(person, `license_terms?filter[license]=${licence.id}`)).toMatchObject([{ purchase: order.id }])
})

test('a renewal writes a purchase, a new term and the new last day, and its history shows both days', async () => {
  const person = await administrator()
  const licence = await inUse(person, { startsOn: '2026-01-31', endsOn: '2027-01-30' })
  const renewed = await act(person, 'licenses', licence.id, 'renew', { months: 12, orderNo: 'PO-7', ...price })
  expect(renewed).toMatchObject({ status: 'inUse', endsOn: '2028-01-30', version: licence.version + 1 })
  const [purchase] = await list(person, `purchases?filter[license]=${licence.id}`)
  expect(purchase).toMatchObject({
    kind: 'renewal',
    status: 'pending',
    orderNo: 'PO-7',
    previousEndsOn: '2027-01-30',
    newEndsOn: '2028-01-30',
    ...price,
  })
  const terms = await list(person, `license_terms?filter[license]=${licence.id}&sort=seq`)
  expect(terms).toMatchObject([
    { seq: 1, from: '2026-01-31', to: '2027-01-30' },
    { seq: 2, from: '2027-01-31', to: '2028-01-30', purchase: purchase.id },
  ])
  const [latest] = (await person.get(`/licenses/${licence.id}/history`)).body.data
  expect(latest).toMatchObject({
    act: 'renew',
    changes: [{ field: 'endsOn', before: '2027-01-30', after: '2028-01-30' }],
  })
})

test('two people who renew the same licence at once make one term and one purchase', async () => {
  const person = await administrator()
  const renewals = async (headers: Record<string, string>, id: string) =>
    Promise.all([1, 2, 3, 4].map(() => person.post(`/licenses/${id}/renew`, { months: 12, ...price }, headers)))
  for (const guarded of [false, true]) {
    const { id, version } = await inUse(person)
    const replies = await renewals(guarded ? { 'if-match': `"${version}"` } : {}, id)
    expect(replies.map(({ status, body }) => (status === 200 ? 200 : body.code)).toSorted()).toEqual([
      200,
      ...Array(3).fill(guarded ? 'STALE' : 'ALREADY_RENEWED'),
    ])
    expect(await list(person, `license_terms?filter[license]=${id}`)).toHaveLength(2)
    expect(await list(person, `purchases?filter[license]=${id}`)).toHaveLength(1)
  }
})

test('different renewals follow on without gap or overlap', async () => {
  const person = await administrator()
  const { id } = await inUse(person, { startsOn: '2026-01-31', endsOn: '2027-01-30' })
  await Promise.all(
    ['A', 'B', 'C'].map(orderNo => act(person, 'licenses', id, 'renew', { months: 1, orderNo, ...price })),
  )
  const terms = await list(person, `license_terms?filter[license]=${id}&sort=seq`)
  expect(terms.map(({ seq, from, to }) => [seq, from, to])).toEqual([
    [1, '2026-01-31', '2027-01-30'],
    [2, '2027-01-31', '2027-02-27'],
    [3, '2027-02-28', '2027-03-30'],
    [4, '2027-03-31', '2027-04-29'],
  ])
})

test('a renewal that would already be over is refused and leaves nothing behind', async () => {
  const person = await administrator()
  const licence = await inUse(person, { startsOn: '2020-01-01', endsOn: '2020-12-31' })
  const refused = await person.post(`/licenses/${licence.id}/renew`, { months: 12, ...price })
  expect([refused.status, refused.body.code]).toEqual([422, 'RENEWAL_PAST'])
  const early = await person.post(`/licenses/${licence.id}/renew`, { months: 12, startsOn: '2020-06-01', ...price })
  expect([early.status, early.body.code]).toEqual([422, 'TERM_OVERLAPS'])
  expect(await list(person, `purchases?filter[license]=${licence.id}`)).toEqual([])
  const today = inDays(person, 0)
  const anew = await act(person, 'licenses', licence.id, 'renew', { months: 12, startsOn: today, ...price })
  expect(anew.daysLeft).toBeGreaterThan(360)
})

test('the first report of use puts the licence in use; more than allowed is overuse until it is expanded', async () => {
  const person = await administrator()
  const licence = await issued(person)
  const reported = await act(person, 'licenses', licence.id, 'reportUsage', { users: 13, workspaces: 1 })
  expect(reported).toMatchObject({
    status: 'inUse',
    actualUsers: 13,
    overuse: 30,
    isOverused: true,
    firstUsedOn: inDays(person, 0),
  })
  expect(await list(person, 'licenses?filter[isOverused]=true')).toHaveLength(1)
  const nothing = await person.post(`/licenses/${licence.id}/expand`, price)
  expect(nothing.body.code).toBe('NOTHING_ADDED')
  const expanded = await act(person, 'licenses', licence.id, 'expand', { users: 5, ...price })
  expect(expanded).toMatchObject({
    status: 'inUse',
    authorizedUsers: 15,
    overuse: 0,
    isOverused: false,
    endsOn: licence.endsOn,
  })
  expect(await list(person, `purchases?filter[license]=${licence.id}&filter[kind]=expansion`)).toMatchObject([
    { kind: 'expansion', users: 5, workspaces: 0 },
  ])
  expect(await list(person, `license_terms?filter[license]=${licence.id}&sort=seq`)).toMatchObject([
    { seq: 1, authorizedUsers: 10 },
    { seq: 2, authorizedUsers: 15, from: inDays(person, 0), to: licence.endsOn },
  ])
})

test('an upgrade issues a successor for the rest of the term and supersedes the old licence', async () => {
  const person = await administrator()
  const licence = await inUse(person)
  const lower = await person.post(`/licenses/${licence.id}/upgrade`, { edition: 'team', ...price })
  expect([lower.status, lower.body.code]).toEqual([422, 'EDITION_NOT_HIGHER'])
  const old = await act(person, 'licenses', licence.id, 'upgrade', { edition: 'enterprise', users: 40, ...price })
  expect(old.status).toBe('superseded')
  const [successor] = await list(person, `licenses?filter[supersedes]=${licence.id}`)
  expect(successor).toMatchObject({
    status: 'issued',
    edition: 'enterprise',
    authorizedUsers: 40,
    endsOn: licence.endsOn,
    customer: licence.customer,
  })
  expect(await list(person, `purchases?filter[license]=${successor.id}`)).toMatchObject([
    { kind: 'upgrade', status: 'pending' },
  ])
  expect(await list(person, `license_terms?filter[license]=${successor.id}`)).toMatchObject([
    { seq: 1, from: inDays(person, 0) },
  ])
})

test('another policy supersedes a licence too; it may begin the term anew, and renews by its own rule', async () => {
  const person = await administrator()
  const product = await create(person, 'licensed_products', { name: 'Tenon Cloud', code: 'cloud' })
  const policy = await create(person, 'license_policies', {
    ...{ product: product.id, name: 'Yearly', transfer: 'reset', durationDays: 365, renewalBasis: 'fromNow' },
    graceDays: 30,
  })
  const licence = await inUse(person, { endsOn: inDays(person, 20) })
  await act(person, 'licenses', licence.id, 'upgrade', { policy: policy.id, ...price })
  const [successor] = await list(person, `licenses?filter[supersedes]=${licence.id}`)
  const moved = { product: product.id, policy: policy.id, edition: 'team', graceDays: 30, endsOn: inDays(person, 364) }
  expect(successor).toMatchObject(moved)
  expect((await person.post(`/licenses/${successor.id}/upgrade`, { policy: policy.id, ...price })).body.code).toBe(
    'EDITION_NOT_HIGHER',
  )
  await act(person, 'licenses', successor.id, 'activate')
  await act(person, 'licenses', successor.id, 'renew', { months: 1, ...price })
  const terms = await list(person, `license_terms?filter[license]=${successor.id}&sort=seq`)
  expect(terms.at(-1)).toMatchObject({ seq: 2, from: inDays(person, 0) })
})

test('a suspended licence goes back to where it stood', async () => {
  const person = await administrator()
  const { id } = await inUse(person)
  expect((await person.post(`/licenses/${id}/suspend`)).body.fields).toMatchObject([
    { field: 'reason', code: 'REQUIRED' },
  ])
  expect(await act(person, 'licenses', id, 'suspend', { reason: 'Unpaid' })).toMatchObject({
    status: 'suspended',
    suspendReason: 'Unpaid',
  })
  expect((await person.post(`/licenses/${id}/renew`, { months: 1, ...price })).body.code).toBe('WRONG_STATE')
  expect(await act(person, 'licenses', id, 'reinstate')).toMatchObject({ status: 'inUse', suspendReason: null })
})

test('a licence is terminated by two people, for good, and stays on record', async () => {
  const tenant = await app.tenant()
  const somebody = async (email: string) => {
    const { id: memberId } = await create(tenant.as(), 'members', { name: email, email })
    return tenant.as(undefined, { memberId })
  }
  const [one, other] = [await somebody('one@example.com'), await somebody('other@example.com')]
  const { id } = await inUse(one)
  const codeOf = async (person: typeof one, does: string, input = {}) =>
    (await person.post(`/licenses/${id}/${does}`, input)).body.code

  expect(await codeOf(one, 'terminate')).toBe('TERMINATION_NOT_ASKED')
  const reason = 'Customer closed'
  expect(await act(one, 'licenses', id, 'requestTermination', { reason })).toMatchObject({
    status: 'inUse',
    terminationReason: reason,
    terminationAskedBy: one.session.actor.memberId,
  })
  expect(await codeOf(other, 'requestTermination', { reason: 'The same' })).toBe('TERMINATION_ASKED')
  expect(await codeOf(one, 'terminate')).toBe('TERMINATION_BY_ONE_PERSON')
  await act(other, 'licenses', id, 'withdrawTermination')
  expect(await codeOf(other, 'terminate')).toBe('TERMINATION_NOT_ASKED')

  await act(one, 'licenses', id, 'requestTermination', { reason })
  expect((await act(other, 'licenses', id, 'terminate')).status).toBe('terminated')
  expect(await codeOf(other, 'reinstate')).toBe('WRONG_STATE')
  expect((await one.delete(`/licenses/${id}`)).body.code).toBe('LICENSE_KEPT')
})

test('after its last day a licence is in grace, then expired, and doing it again changes nothing', async () => {
  const person = await administrator()
  const ended = (days: number, graceDays: number) =>
    inUse(person, { startsOn: '2020-01-01', endsOn: inDays(person, days), graceDays })
  const [lastDay, firstOfGrace, lastOfGrace, over, without] = [
    await ended(0, 3),
    await ended(-1, 3),
    await ended(-3, 3),
    await ended(-4, 3),
    await ended(-1, 0),
  ]
  const states = async () => {
    const now = new Map((await list(person, 'licenses')).map(({ id, status, version }) => [id, [status, version]]))
    return [lastDay, firstOfGrace, lastOfGrace, over, without].map(({ id }) => now.get(id))
  }
  await byItself(person, lapseLicenses)
  const after = await states()
  expect(after.map(state => state?.[0])).toEqual(['inUse', 'grace', 'grace', 'expired', 'expired'])
  await byItself(person, lapseLicenses)
  expect(await states()).toEqual(after)
  expect((await person.post(`/licenses/${over.id}/expire`)).status).toBe(404)
  const back = await act(person, 'licenses', over.id, 'renew', { months: 12, ...price })
  expect(back).toMatchObject({ status: 'inUse', daysLeft: expect.any(Number) })
})

test('a licence lapses by the calendar of its own organisation', async () => {
  const [west, east] = [await administrator('Pacific/Pago_Pago'), await administrator('Pacific/Kiritimati')]
  const endsOn = inDays(west, 0)
  const [early, late] = [
    await inUse(west, { startsOn: '2020-01-01', endsOn }),
    await inUse(east, { startsOn: '2020-01-01', endsOn }),
  ]
  await byItself(west, lapseLicenses)
  await byItself(east, lapseLicenses)
  expect((await west.get(`/licenses/${early.id}`)).body.status).toBe('inUse')
  expect((await east.get(`/licenses/${late.id}`)).body.status).toBe('grace')
})
