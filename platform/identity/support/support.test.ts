import { expect, test } from 'vitest'
import { openSupport } from '../server.ts'
import { type Caller, signInApp } from '../testing/sign-in-app.ts'

const { tenant, person, as, login, runtime, restarted } = await signInApp()
const everywhere = [{ role: 'administrator' }]
const anybody = as({})
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const tokenIn = ({ url }: { url: string }) => url.split('#')[1] as string
const unknown = '00000000-0000-7000-8000-000000000000'

async function organisation() {
  const place = await tenant()
  const admin = await person(place, everywhere)
  const open = (wish: object = {}) =>
    openSupport(runtime, 'https://tenon.example', {
      tenant: place.slug,
      operator: 'Kim',
      reason: 'Numbers of May do not add up',
      hours: 2,
      ...wish,
    })
  const enter = async (link: { url: string }) => {
    const { status, body } = await anybody.post('/auth/support', { token: tokenIn(link) })
    expect(status).toBe(200)
    return { token: body.accessToken as string, operator: as(bearer(body.accessToken)) }
  }
  const shown = async () => (await admin.get('/support_accesses')).body.data
  return { place, admin, open, enter, shown }
}
const sees = async (caller: Caller) => (await caller.get('/members')).status
const back = (id: string, column: 'until' | 'link_until') =>
  runtime.pool.instance([
    {
      text: `update auth.support_access set ${column} = now() - interval '1 second' where access_id = $1`,
      values: [id],
    },
  ])

test('with an access the operator sees what the organisation has, under its own name, for a time it can read', async () => {
  const { admin, open, enter, shown } = await organisation()
  const link = await open()
  expect(link.url).toMatch(/^https:\/\/tenon\.example\/support#[\w-]{43}$/)
  expect(await shown()).toMatchObject([
    { operator: 'Kim', reason: 'Numbers of May do not add up', until: link.until, enteredAt: null, endedAt: null },
  ])
  const { operator } = await enter(link)
  expect((await operator.get('/members')).body.data.map(({ id }: { id: string }) => id)).toEqual([admin.memberId])
  expect((await operator.get('/user/me')).body).toMatchObject({ person: { name: 'operator: Kim' } })
  expect((await shown())[0].enteredAt).not.toBeNull()
  expect((await admin.get('/sign_ins?filter[method]=link')).body.data).toMatchObject([
    { identifier: 'operator: kim', outcome: 'success', member: null },
  ])
})

test('without a role everything may be looked at and nothing changed; with one, its acts stand under the operator’s name', async () => {
  const { admin, open, enter } = await organisation()
  const { operator: looking } = await enter(await open())
  const site = { name: 'Kunshan', code: 'KS', type: 'factory' }
  expect((await looking.post('/sites', site)).status).toBe(403)
  expect((await looking.get('/members/export')).status).not.toBe(200)
  const role = { key: 'fixer', name: 'Fixer', grants: [{ permission: '*' }] }
  expect((await admin.post('/roles', role)).status).toBe(201)
  const { operator } = await enter(await open({ role: 'fixer' }))
  expect(await sees(operator)).toBe(200)
  const { body } = await operator.get('/support_accesses')
  const { body: history } = await admin.get(`/support_accesses/${body.data[0].id}/history`)
  expect(history.data.map(({ act, actor }: { act: string; actor: object }) => [act, actor])).toEqual([
    ['enter', { id: null, name: 'operator: Kim' }],
    ['create', { id: null, name: 'operator: Kim' }],
  ])
})

test('no lent role opens a door that would outlast the access', async () => {
  const { admin, open, enter } = await organisation()
  const { operator } = await enter(await open({ role: 'administrator' }))
  const tries = [
    operator.post('/members', { name: 'Mole', email: 'mole@example.com' }),
    operator.post('/roles', { key: 'mole', name: 'Mole', grants: [{ permission: '*' }] }),
    operator.post(`/members/${admin.memberId}/suspend`, {}),
    operator.post('/user/api-keys', {
      name: 'x',
      expiresAt: new Date(Date.now() + 9e6).toISOString(),
      permissions: ['*'],
    }),
    operator.post('/auth/password', { current: 'x', password: 'a-new-long-passphrase-8' }),
    operator.post(`/support_accesses/${(await admin.get('/support_accesses')).body.data[0].id}/end`, {}),
  ]
  expect((await Promise.all(tries)).map(({ status }) => status)).toEqual(tries.map(() => 403))
})

test.each(['by an administrator', 'by time', 'by the operator'])(
  'ended %s, the next request is refused everywhere',
  async how => {
    const { admin, open, enter, shown } = await organisation()
    const { token, operator } = await enter(await open())
    const elsewhere = (await restarted()).as(bearer(token))
    expect([await sees(operator), await sees(elsewhere)]).toEqual([200, 200])
    const [{ id }] = await shown()
    if (how === 'by an administrator') expect((await admin.post(`/support_accesses/${id}/end`, {})).status).toBe(200)
    if (how === 'by time') await back(id, 'until')
    if (how === 'by the operator') expect((await operator.post('/auth/logout')).status).toBe(204)
    expect([await sees(operator), await sees(elsewhere)]).toEqual([401, 401])
    const endedBy = how === 'by an administrator' ? admin.memberId : null
    expect((await shown())[0]).toMatchObject({ endedBy, endedAt: how === 'by time' ? null : expect.any(String) })
    if (how === 'by an administrator') expect((await admin.post(`/support_accesses/${id}/end`, {})).status).toBe(409)
  },
)

test('the link works once, for a while, and not after the access was ended', async () => {
  const { admin, open, shown } = await organisation()
  const use = async (link: { url: string }) => (await anybody.post('/auth/support', { token: tokenIn(link) })).status
  const link = await open()
  const together = await Promise.all(Array.from({ length: 10 }, () => use(link)))
  expect(together.filter(status => status === 200)).toHaveLength(1)
  expect(together.filter(status => status === 410)).toHaveLength(9)
  const late = await open()
  await back((await shown())[0].id, 'link_until')
  expect(await use(late)).toBe(410)
  const ended = await open()
  await admin.post(`/support_accesses/${(await shown())[0].id}/end`, {})
  expect(await use(ended)).toBe(410)
})

test('it opens one organisation and no other, and nobody there sees another’s accesses', async () => {
  const [one, two] = [await organisation(), await organisation()]
  const { operator } = await one.enter(await one.open())
  expect((await operator.get(`/members/${two.admin.memberId}`)).status).toBe(404)
  expect(await two.shown()).toEqual([])
  const [{ id }] = await one.shown()
  const [foreign, never] = [
    await two.admin.post(`/support_accesses/${id}/end`, {}),
    await two.admin.post(`/support_accesses/${unknown}/end`, {}),
  ]
  expect([foreign.status, foreign.body.code]).toEqual([never.status, never.body.code])
  expect(await sees(operator)).toBe(200)
})

test('without an access there is no way in: no account, and no reason is no access', async () => {
  const { open } = await organisation()
  expect((await login('Kim', 'whatever-it-is')).status).toBe(401)
  await expect(open({ reason: 'because' })).rejects.toMatchObject({ code: 'REASON_NEEDED' })
  await expect(open({ hours: 1000 })).rejects.toMatchObject({ code: 'BAD_HOURS' })
  await expect(open({ role: 'nobody' })).rejects.toMatchObject({ code: 'NO_SUCH_ROLE' })
})
