/** What the server puts together with the list of all systems. */
export { auditRoutes } from './audit-log/audit-routes.ts'
