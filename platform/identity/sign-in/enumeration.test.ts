import type { Statement } from '@tenon/kernel/data/batch.ts'
import { expect, test } from 'vitest'
import { openIdentity, settleSignIns } from '../server.ts'
import { anAddress, signInApp } from '../testing/sign-in-app.ts'
import { signIn } from './sign-in.ts'

const app = await signInApp()
const { pool } = app.runtime

/** A server of its own that tells what it asks the database while somebody waits for an answer. */
function watched() {
  const asked: string[] = []
  const instance = (statements: readonly Statement[]) => {
    asked.push(...statements.map(({ text }) => text))
    return pool.instance(statements)
  }
  const runtime = { ...app.runtime, pool: { ...pool, instance } }
  const secret = 's'.repeat(40)
  const identity = openIdentity({ runtime, catalog: app.app.catalog, baseUrl: 'http://localhost', secret })
  return { identity, asked }
}
const { identity, asked } = watched()
const attempt = (identifier: string) =>
  signIn(identity, { identifier, password: 'not the right password', address: anAddress() }).catch(error => error.code)

async function people() {
  const tenant = await app.tenant()
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  const suspended = await app.person(tenant, [])
  await admin.post(`/members/${suspended.memberId}/suspend`)
  return { known: admin.email, suspended: suspended.email, unknown: `nobody-${tenant.slug}@example.com` }
}

test('a failed sign-in asks the database the same, whoever it names', async () => {
  const asks = async (identifier: string) => {
    asked.length = 0
    expect(await attempt(identifier)).toBe('WRONG_CREDENTIALS')
    const own = [...asked]
    await settleSignIns(identity.runtime)
    return own
  }
  const { known, suspended, unknown } = await people()
  const usual = await asks(known)
  expect(usual.length).toBeGreaterThan(2)
  expect(await asks(suspended)).toEqual(usual)
  expect(await asks(unknown)).toEqual(usual)
})

const forget = () => pool.instance([{ text: 'delete from auth.throttle', values: [] }])
async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = process.hrtime.bigint()
  await work()
  return Number(process.hrtime.bigint() - began)
}
/** How often one of the first takes longer than one of the second: a half where nothing tells them apart. */
const share = (a: readonly number[], b: readonly number[]) =>
  a.flatMap(x => b.map((y): number => (x > y ? 1 : x === y ? 0.5 : 0))).reduce((sum, one) => sum + one, 0) /
  (a.length * b.length)

test('its time does not tell who has an account', { timeout: 60_000 }, async () => {
  const { known, unknown } = await people()
  const times = { known: [] as number[], unknown: [] as number[] }
  for (let i = 0; i < 60; i++) {
    await forget()
    const order = i % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)
    for (const who of order) times[who].push(await timeOf(() => attempt(who === 'known' ? known : unknown)))
    await settleSignIns(identity.runtime)
  }
  // Sixty each: chance alone stays within 0.05 of a half two times in three, and within 0.25 always.
  expect(Math.abs(share(times.known, times.unknown) - 0.5)).toBeLessThan(0.25)
})
