import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { connectFor } from '@tenon/kernel/testing/background.ts'
import { expect, test } from 'vitest'
import { createPerson, operator, settleSignIns } from '../server.ts'
import { anAddress, signInApp } from '../testing/sign-in-app.ts'
import { logSignIn } from './sign-in-log.ts'
import { signInUpkeep } from './sign-in-upkeep.schedule.ts'

const { app, tenant, person, runtime } = await signInApp()
const everywhere = [{ role: 'administrator' }]
const attempt = {
  method: 'password',
  address: anAddress(),
  userAgent: 'Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36',
} as const
const wrong = { ...attempt, outcome: 'failure', reason: 'WRONG_CREDENTIALS' } as const
const strangers = async () =>
  Number(
    (
      await app.runtime.pool.instance([{ text: 'select sum(attempts) from auth.unknown_sign_in', values: [] }])
    )[0]?.[0]?.[0] ?? 0,
  )

test('a success stands in the log of its organisation with device and address', async () => {
  const admin = await person(await tenant(), everywhere)
  const { tenantId } = await placeOf(admin.userId)
  await logSignIn(
    { runtime },
    { ...attempt, outcome: 'success', identifier: admin.email, member: { tenantId, memberId: admin.memberId } },
  )
  const { body } = await admin.get('/sign_ins?filter[method]=password&sort=-at&page[size]=1')
  expect(body.data[0]).toMatchObject({
    identifier: admin.email,
    member: admin.memberId,
    outcome: 'success',
    reason: null,
    address: attempt.address,
    device: 'Chrome on Windows',
  })
})

test('a failure is told to every organisation of the account, and to no other', async () => {
  const [one, two, other] = [await tenant(), await tenant(), await tenant()]
  const [admin, stranger] = [await person(one, everywhere), await person(other, everywhere)]
  const second = await createPerson(runtime, two, { name: 'Somebody', email: admin.email, roles: everywhere })
  await logSignIn({ runtime }, { ...wrong, identifier: admin.email, userId: admin.userId })
  await settleSignIns(runtime)
  const failures = async (id: string) =>
    (
      await runtime.pool.flight(id, [
        { text: "select member from identity.sign_in where tenant_id = $1 and outcome = 'failure'", values: [id] },
      ])
    )[0]?.flat()
  expect(await failures(one.id)).toEqual([admin.memberId])
  expect(await failures(two.id)).toEqual([second.memberId])
  expect((await stranger.get('/sign_ins?filter[outcome]=failure')).body.data).toEqual([])
})

test('a name that nobody has is counted for the installation, and nothing of it is kept', async () => {
  const before = await strangers()
  await logSignIn({ runtime }, { ...wrong, identifier: 'my-password-by-mistake' })
  await settleSignIns(runtime)
  expect(await strangers()).toBe(before + 1)
})

test('nobody writes, changes or removes an entry, and without the right nobody reads it', async () => {
  const place = await tenant()
  const admin = await person(place, everywhere)
  const guest = await person(place, [])
  expect((await admin.post('/sign_ins', { identifier: 'x' })).status).toBe(404)
  expect((await guest.get('/sign_ins')).status).toBe(403)
  const own = runtime.pool.flight(place.id, [
    { text: 'delete from identity.sign_in where tenant_id = $1', values: [place.id] },
  ])
  await expect(own).rejects.toMatchObject({ code: '42501' })
})

async function placeOf(userId: string) {
  const [rows] = await runtime.pool.instance([
    { text: 'select tenant_id from auth.membership where user_id = $1', values: [userId] },
  ])
  return { tenantId: rows?.[0]?.[0] as string }
}

test('attempts are forgotten with the history, and only when the organisation says so', async () => {
  const place = await tenant()
  const { memberId, ...admin } = await person(place, everywhere)
  const upkeep = () => unitOfWork(runtime, place, operator, work => signInUpkeep.run(ctxOf(work)))
  const owner = await connectFor(app.database.owner, place.id)
  const old = `insert into identity.sign_in (tenant_id, id, at, identifier, member, outcome, method, created_at, updated_at)
    select $1, gen_random_uuid(), now() - interval '1 month' * n, 'old', $2, 'success', 'password', now(), now() from generate_series(5, 8) n`
  await owner.query(old, [place.id, memberId])
  const kept = async () => (await admin.get('/sign_ins?filter[identifier]=old')).body.data.length
  await upkeep()
  expect(await kept()).toBe(4)
  await owner.query('update kernel.tenant set audit_months = 7 where id = $1', [place.id])
  await upkeep()
  expect(await kept()).toBe(2)
})
