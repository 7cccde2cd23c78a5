import type { Runtime } from '@tenon/kernel/data/unit-of-work.ts'
import type { Reply } from '@tenon/kernel/http/route.ts'
import { preferredLanguage } from '@tenon/kernel/messages/language.ts'
import { answerKeys, answerRevocations } from '@tenon/licensing/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'

const answers = {
  '/.well-known/license-keys': answerKeys,
  '/.well-known/license-revocations': answerRevocations,
}

const callOf = (runtime: Runtime, request: FastifyRequest) => ({
  runtime,
  query: request.query as Readonly<Record<string, unknown>>,
  language: preferredLanguage(request.headers['accept-language']),
  requestId: request.id,
  address: request.ip,
})

/** What products look up under addresses that never change, whatever becomes of the API's version (RFC 8615). */
export function wellKnown(http: FastifyInstance, runtime: Runtime): void {
  for (const [path, answer] of Object.entries(answers))
    http.get(path, async (request, reply) => {
      const { status, json, headers = {} }: Reply = await answer(callOf(runtime, request))
      return reply.code(status).headers(headers).send(json)
    })
}
