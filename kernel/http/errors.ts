import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { preferredLanguage } from '../messages/language.ts'
import { problemBody } from '../problem/body.ts'
import { Problem, refusal } from '../problem/problem.ts'
import { malformed } from '../problem/refusals.ts'

const internal = refusal('INTERNAL', 500, {
  en: 'Something went wrong on our side. It has been recorded under the reference {requestId}.',
  zh: '系统内部出错，已记录，参考编号 {requestId}。',
})
const tooLarge = refusal('BODY_TOO_LARGE', 413, {
  en: 'The request is larger than is accepted here.',
  zh: '请求内容超过允许的大小。',
})
export const wrongType = refusal('WRONG_CONTENT_TYPE', 415, {
  en: 'Send the body as {expected}.',
  zh: '请以 {expected} 发送内容。',
})
const tooMany = refusal('TOO_MANY_REQUESTS', 429, {
  en: 'Too many requests. Try again in a moment.',
  zh: '请求过于频繁，请稍后重试。',
})
const noSuchAddress = refusal('NO_SUCH_ADDRESS', 404, { en: 'There is nothing at this address.', zh: '此地址不存在。' })

/** What Fastify itself refuses, before any of our code sees the request. */
function fromFastify(error: FastifyError): Problem | undefined {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' || error.statusCode === 413) return tooLarge()
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return wrongType({ expected: 'application/json' })
  if (error.statusCode === 429) return tooMany()
  if (error.statusCode === 404) return noSuchAddress()
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return malformed({ reason: reasonOf(error) })
  return undefined
}
/** Parser messages may quote the input; only those known to be plain are passed on. */
const reasonOf = ({ code }: FastifyError) =>
  code === 'FST_ERR_CTP_EMPTY_JSON_BODY'
    ? 'the body is empty'
    : code === 'FST_ERR_CTP_INVALID_JSON_BODY'
      ? 'the body is not JSON'
      : 'it is not well-formed'

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const known = error instanceof Problem ? error : fromFastify(error as FastifyError)
  const problem = known ?? internal({ requestId: request.id })
  if (problem.status >= 500) request.log.error({ err: known?.details.cause ?? error, code: problem.code }, 'refused')
  const { retryAfter } = problem.details
  if (retryAfter !== undefined) reply.header('retry-after', String(Math.ceil(retryAfter)))
  return reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemBody(problem, preferredLanguage(request.headers['accept-language']), request.id)))
}

export const sendNoSuchAddress = (request: FastifyRequest, reply: FastifyReply) =>
  sendProblem(noSuchAddress(), request, reply)
