import { expect, test } from 'vitest'
import { whereabouts } from './whereabouts.ts'

const rows =
  (...ids: string[]) =>
  (at: number) =>
    ids[at] === undefined ? undefined : { id: ids[at] }

test('a record is found again where rows came in above it or went away, and not when it left', () => {
  expect(whereabouts('b', 1, rows('new', 'a', 'b', 'c'))).toBe(2)
  expect(whereabouts('c', 2, rows('b', 'c'))).toBe(1)
  expect(whereabouts('gone', 1, rows('a', 'b'))).toBeUndefined()
})
