/** What the server puts together with the list of all systems. */

export { type NoticeMailing, startNoticeMailing } from './mail/notice-mailing.ts'
export { notificationRoutes } from './notification/routes.ts'
