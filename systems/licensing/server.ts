/** What the server mounts beside the API. */
export { answerKeys, answerRevocations } from './license-file/public-routes.ts'
