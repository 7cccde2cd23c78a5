/** What the server puts together with the list of all systems. */

export { reportRoutes } from './report/report-routes.ts'
export { sendJob } from './report/send.job.ts'
