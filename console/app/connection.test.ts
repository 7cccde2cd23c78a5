import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { noteAnswered, noteUnreachable, onRetry } from './connection.ts'

beforeEach(() => {
  vi.useFakeTimers()
  // Files share a worker: another may have met a network that is gone.
  noteAnswered()
})
afterEach(() => void vi.useRealTimers())

test('what failed is tried again after 2, 8 and 30 seconds, all together, and at once when the server answers', () => {
  const tried: number[] = []
  const begin = Date.now()
  onRetry(() => {
    tried.push((Date.now() - begin) / 1000)
    if (tried.length < 4) noteUnreachable(true)
  })
  noteUnreachable(true)
  noteUnreachable(true)
  vi.advanceTimersByTime(80_000)
  expect(tried).toEqual([2, 10, 40, 70])
  noteAnswered()
  expect(tried).toHaveLength(4)

  noteUnreachable(true)
  vi.advanceTimersByTime(500)
  noteAnswered()
  expect(tried).toHaveLength(5)
  vi.advanceTimersByTime(60_000)
  expect(tried).toHaveLength(5)
})
