import { job } from '@tenon/kernel/jobs/job.ts'

export interface Due {
  readonly report: string
  readonly memberId: string
}
const never = async () => {
  throw new Error('The server has not been given the job that sends reports')
}
/** The queue; who works it off is made by `sendJob`. */
export const sendQueue = job<Due>('reports.send', 'Reports', never)
