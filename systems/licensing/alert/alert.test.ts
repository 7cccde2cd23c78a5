import type { Person, TestTenant } from '@tenon/kernel/testing/app.ts'
import { expect, test } from 'vitest'
import { act, byItself, create, house, inDays, inUse, list } from '../story.ts'
import { judgeLicenses } from './judge.ts'

const app = await house()
const judge = (person: Person) => byItself(person, ctx => judgeLicenses(ctx))
const alerts = (person: Person, query = '') => list(person, `license_alerts?sort=openedAt,no${query}`)
const ending = (person: Person, days: number, values = {}) =>
  inUse(person, { startsOn: inDays(person, days - 364), endsOn: inDays(person, days), ...values })

test('opens', async () => {
  const person = (await app.tenant()).as()
  await ending(person, 45)
  await judge(person)
  console.log(await alerts(person))
})
