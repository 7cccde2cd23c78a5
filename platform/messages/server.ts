/** What the server puts together with the list of all systems. */
export { notificationRoutes } from './notification/routes.ts'
