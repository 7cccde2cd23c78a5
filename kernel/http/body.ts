import type { FastifyInstance } from 'fastify'
import { malformed } from '../problem/refusals.ts'

const maxDepth = 64

/** Deeply nested JSON overflows the stack of whatever walks it later; no honest body is nested this deep. */
function isTooDeep(text: string): boolean {
  let depth = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (inString) {
      if (code === 92) i++
      else if (code === 34) inString = false
    } else if (code === 34) inString = true
    else if (code === 123 || code === 91) {
      if (++depth > maxDepth) return true
    } else if (code === 125 || code === 93) depth--
  }
  return false
}

/** JSON alone is read into a body; file uploads reach their own routes as a stream. */
export function readBodies(server: FastifyInstance, streamed: readonly string[]): void {
  const parse = server.getDefaultJsonParser('error', 'error')
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (isTooDeep(text as string)) done(malformed({ reason: 'it is nested too deep' }))
    else parse(request, text as string, done)
  })
  for (const type of streamed) server.addContentTypeParser(type, (_request, stream, done) => done(null, stream))
}
