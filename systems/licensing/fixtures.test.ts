import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { expect, test } from 'vitest'
import { load } from './fixtures.ts'
import { house, list } from './story.ts'

const app = await house()

/** An organisation that has been told a story, with how many of its licences stand in each state. */
async function told(story: 'qiyuan' | 'harbor') {
  const person = (await app.tenant()).as()
  const { runtime, tenant, actor } = person.session
  const tell = () => unitOfWork(runtime, tenant, actor, work => load(work, story))
  await tell()
  const licences = await list(person, 'licenses?page[size]=500')
  const states = Object.fromEntries(
    [...Map.groupBy(licences, ({ status }) => status)].map(([state, all]) => [state, all.length]),
  )
  return { person, tell, licences, states }
}

test('the demo of qiyuan shows every state, overuse, licences that end soon, and a history told on its days', async () => {
  const { person, tell, licences, states } = await told('qiyuan')
  expect(Object.keys(states).toSorted()).toEqual([
    'deployed',
    'draft',
    'expired',
    'grace',
    'inUse',
    'issued',
    'superseded',
    'suspended',
    'terminated',
  ])
  expect(licences.length).toBeGreaterThanOrEqual(40)
  expect(licences.filter(({ isOverused }) => isOverused).length).toBeGreaterThanOrEqual(5)
  expect(licences.filter(({ status, daysLeft }) => status === 'inUse' && daysLeft <= 90).length).toBeGreaterThanOrEqual(
    5,
  )
  const [oldest] = await list(person, 'licenses?sort=createdAt')
  const { data } = (await person.get(`/licenses/${oldest.id}/history`)).body
  expect(data.map(({ at }: { at: string }) => at)).toEqual(
    data
      .map(({ at }: { at: string }) => at)
      .toSorted()
      .toReversed(),
  )
  expect(new Set(data.map(({ at }: { at: string }) => at.slice(0, 7))).size).toBeGreaterThan(3)
  await tell()
  expect(await list(person, 'licenses?page[size]=500')).toEqual(licences)
})

test('the demo of harbor is a smaller one', async () => {
  const { licences, states } = await told('harbor')
  expect(licences).toHaveLength(5)
  expect(states).toMatchObject({ inUse: 2, deployed: 1, expired: 1, draft: 1 })
})
