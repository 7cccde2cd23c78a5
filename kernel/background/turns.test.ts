import { expect, test, vi } from 'vitest'
import { keepLog } from '../testing/background.ts'
import { type Next, takeTurns } from './turns.ts'

function recorder(visit: (tenant: string, visits: string[]) => Promise<Next> | Next, concurrency = 1) {
  const visits: string[] = []
  const log = keepLog()
  const turns = takeTurns({
    concurrency,
    delay: 5,
    log,
    visit: async tenant => {
      visits.push(tenant)
      return visit(tenant, visits)
    },
  })
  return { turns, visits, log }
}

test('a tenant with much to do goes behind the others after each turn', async () => {
  const gate = Promise.withResolvers<void>()
  const { turns, visits } = recorder(async (tenant, all) => {
    await gate.promise
    return tenant === 'busy' && all.length < 6 ? 'more' : 'idle'
  })
  turns.wake('busy')
  await vi.waitFor(() => expect(visits).toEqual(['busy']))
  for (const tenant of ['b', 'c']) turns.wake(tenant)
  setTimeout(gate.resolve, 10) // when both have been waiting in the queue
  await vi.waitFor(() => expect(visits).toEqual(['busy', 'b', 'c', 'busy', 'busy', 'busy']))
  await turns.stop()
})

test('any number of wakes before a turn are one, and a wake during a turn brings another', async () => {
  const first = Promise.withResolvers<Next>()
  const { turns, visits } = recorder((_, all) => (all.length === 1 ? first.promise : 'idle'))
  for (let i = 0; i < 100; i++) turns.wake('a')
  await vi.waitFor(() => expect(visits.length).toBe(1))
  turns.wake('a')
  turns.wake('a')
  first.resolve('idle')
  await vi.waitFor(() => expect(visits.length).toBe(2))
  await turns.stop()
  expect(visits).toEqual(['a', 'a'])
})

test('a turn that fails is logged and takes nobody else with it', async () => {
  const { turns, visits, log } = recorder(tenant => {
    if (tenant === 'bad') throw new Error('no')
    return 'idle'
  })
  turns.wake('bad')
  turns.wake('good')
  await vi.waitFor(() => expect(visits).toContain('good'))
  await turns.stop()
  expect(log.lines.length).toBe(1)
})

test('stopping waits for turns under way and begins no other', async () => {
  const held = Promise.withResolvers<Next>()
  const { turns, visits } = recorder(() => held.promise)
  turns.wake('a')
  turns.wake('b')
  await vi.waitFor(() => expect(visits).toEqual(['a']))
  let ended = false
  const stopping = turns.stop().then(() => (ended = true))
  await Promise.resolve()
  expect(ended).toBe(false)
  held.resolve('more')
  await stopping
  expect(visits).toEqual(['a'])
})
