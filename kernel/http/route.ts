import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Runtime } from '../data/unit-of-work.ts'
import type { Language } from '../messages/language.ts'
import type { Session } from '../operations/read.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What a handler answers. `text` instead of `json` for what is not JSON; `stream` for what does not fit in memory. */
export interface Reply {
  readonly status: number
  readonly json?: unknown
  readonly text?: string
  readonly stream?: NodeJS.ReadableStream
  readonly headers?: Readonly<Record<string, string>>
}

/** What a handler is given. */
export interface Call {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, unknown>>
  readonly body: unknown
  readonly language: Language
  readonly requestId: string
  readonly address: string
  readonly runtime: Runtime
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}
export interface SessionCall extends Call {
  readonly session: Session
}

interface RouteBase {
  readonly method: Method
  /** Below `/api/v1`, with `{id}` for parameters: `/licenses/{id}`. */
  readonly path: string
  /** Unique name for generated clients: `licenses.get`. */
  readonly operation: string
  readonly summary: string
  /** The group it stands under in the documentation. */
  readonly tag: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: z.ZodType
  /** Another content type than JSON: `multipart/form-data`. */
  readonly bodyType?: string
  /** Success replies by status; a missing schema means no body. */
  readonly replies: Readonly<
    Record<number, { readonly description: string; readonly schema?: z.ZodType; readonly type?: string }>
  >
  /** Error statuses beyond those every route may give (400, 401, 403, 422, 429, 503). */
  readonly errors?: readonly number[]
}

/** An endpoint. All that the server answers is one of these, so the API's document cannot leave one out. */
export type Route =
  | (RouteBase & { readonly access: 'public'; run(call: Call): Promise<Reply> })
  | (RouteBase & {
      readonly access: 'session'
      /** It does nothing before its first statement as the caller, so that statement can carry the session's check. */
      readonly provesSession?: boolean
      run(call: SessionCall): Promise<Reply>
    })

export const route = (spec: Route): Route => spec
export const json = (value: unknown, status = 200, headers?: Reply['headers']): Reply =>
  headers ? { status, json: value, headers } : { status, json: value }
export const noContent = (): Reply => ({ status: 204 })
