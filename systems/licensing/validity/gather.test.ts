import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { gathered } from './gather.ts'

test('alone a question leaves at once; those that come while two flights are under way leave together, in order', async () => {
  const flights: number[][] = []
  const ask = gathered(async (questions: readonly number[]) => {
    flights.push([...questions])
    await setImmediate()
    return questions.map(question => question * 10)
  })
  expect(await ask(1)).toBe(10)
  await setImmediate()
  const answers = await Promise.all([2, 3, 4, 5, 6].map(ask))
  expect(answers).toEqual([20, 30, 40, 50, 60])
  expect(flights).toEqual([[1], [2], [3], [4, 5, 6]])
})

test('a question that fails does not fail those it travelled with', async () => {
  const ask = gathered(async (questions: readonly number[]) => {
    await setImmediate()
    if (questions.includes(5)) throw new Error('five')
    return questions
  })
  const settled = await Promise.allSettled([1, 2, 3, 4, 5, 6].map(ask))
  expect(settled.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
  ])
})
