import { isLive, type Job } from '../../app/jobs.ts'

/** An end nobody put away is news for this long, also after a reload. */
const newsFor = 10 * 60_000

/** What the tray shows: what runs, and what has ended lately and was not put away. */
export function shownJobs(jobs: readonly Job[], putAway: ReadonlySet<string>, now = Date.now()): readonly Job[] {
  return jobs.filter(
    job => !putAway.has(job.id) && (isLive(job) || (job.endedAt !== null && now - Date.parse(job.endedAt) < newsFor)),
  )
}

/** 0 to 1 of all that runs together; null while nobody knows how much it is. */
export function shareDone(jobs: readonly Job[]): number | null {
  const live = jobs.filter(isLive)
  if (live.length === 0 || live.some(({ progress }) => progress.total === null)) return null
  const total = live.reduce((sum, { progress }) => sum + (progress.total ?? 0), 0)
  return total === 0 ? null : live.reduce((sum, { progress }) => sum + progress.done, 0) / total
}
