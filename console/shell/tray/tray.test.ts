import { expect, test } from 'vitest'
import type { Job } from '../../app/jobs.ts'
import { shareDone, shownJobs } from './shown-jobs.ts'

const now = Date.parse('2026-11-19T10:00:00Z')
const job = (id: string, over: Partial<Job>): Job => ({
  id,
  kind: 'bulk',
  label: id,
  status: 'running',
  progress: { done: 0, total: null },
  startedAt: null,
  endedAt: null,
  failures: 0,
  result: null,
  mayCancel: true,
  mayUndo: false,
  ...over,
})

test('the tray shows what runs and what has just ended, until it is put away', () => {
  const jobs = [
    job('runs', {}),
    job('justDone', { status: 'done', endedAt: '2026-11-19T09:55:00Z' }),
    job('longDone', { status: 'done', endedAt: '2026-11-19T09:00:00Z' }),
    job('away', { status: 'failed', endedAt: '2026-11-19T09:59:00Z' }),
  ]
  expect(shownJobs(jobs, new Set(['away']), now).map(({ id }) => id)).toEqual(['runs', 'justDone'])
})

test('the share done is of all that runs, and unknown while one total is', () => {
  const half = job('a', { progress: { done: 50, total: 100 } })
  expect(shareDone([half, job('b', { progress: { done: 300, total: 300 } })])).toBe(0.875)
  expect(shareDone([half, job('b', {})])).toBeNull()
  expect(shareDone([job('c', { status: 'done' })])).toBeNull()
})
