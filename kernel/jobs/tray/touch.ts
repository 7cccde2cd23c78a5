import type { Statement } from '../../data/batch.ts'
import type { Actor } from '../../entity/ctx.ts'
import { signal, touchOf } from '../../live/signal.ts'

const name = 'job'
/** Told to whoever started a job: that it has come further. */
export const touchOfJob = (memberId: string, jobId: string) => touchOf(name, `${memberId}/${jobId}`)

/** The statement, telling whoever it acts for of a job. */
export const tellingOf = (statement: Statement, { memberId }: Actor, jobId: string): Statement =>
  memberId ? { ...statement, touches: touchOfJob(memberId, jobId) } : statement

/** A person's own jobs move on. */
export const jobSignal = signal({
  name,
  concerns: ({ memberId }, subject) => memberId !== null && subject.startsWith(`${memberId}/`),
  tell: async (_session, subject) => ({ id: subject.slice(subject.indexOf('/') + 1) }),
})
