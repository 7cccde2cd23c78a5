import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { type Person, testApp } from '@tenon/kernel/testing/app.ts'
import { workshop } from '@tenon/kernel/testing/workshop.ts'
import pg from 'pg'
import { expect, test } from 'vitest'
import { housekeeping } from './housekeeping.schedule.ts'
import { operations } from './index.ts'

const app = await testApp([workshop, operations])

/** Only the owner of the database can turn a key's clock back. */
async function age(key: string) {
  const owner = new pg.Client(app.database.owner)
  await owner.connect()
  await owner.query("update kernel.idempotency_key set created_at = now() - interval '3 days' where key = $1", [key])
  await owner.end()
}
const ask = (person: Person, key: string) => person.post('/people', { name: key }, { 'idempotency-key': key })
const isRemembered = async (person: Person, key: string) =>
  (await ask(person, key)).headers['idempotent-replayed'] === 'true'

test('old request keys are forgotten; those of today, and those of other organisations, are kept', async () => {
  const [keeper, stranger] = [(await app.tenant()).as(), (await app.tenant()).as()]
  for (const person of [keeper, stranger]) for (const key of ['old', 'new']) await ask(person, key)
  await age('old')
  const { runtime, tenant, actor } = keeper.session
  await unitOfWork(runtime, tenant, actor, work => housekeeping.run(ctxOf(work)))
  expect(await isRemembered(keeper, 'old')).toBe(false)
  expect(await isRemembered(keeper, 'new')).toBe(true)
  expect(await isRemembered(stranger, 'old')).toBe(true)
})
