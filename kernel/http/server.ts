import { randomUUID } from 'node:crypto'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import { z } from 'zod'
import type { Runtime } from '../data/unit-of-work.ts'
import { metaOf } from '../derive/meta.ts'
import { openApi } from '../derive/openapi.ts'
import type { Catalog } from '../entity/catalog.ts'
import { preferredLanguage } from '../messages/language.ts'
import { Problem, refusal } from '../problem/problem.ts'
import type { Authenticate, Authenticated } from './authenticate.ts'
import { readBodies } from './body.ts'
import { entityRoutes } from './entity-routes.ts'
import { sendNoSuchAddress, sendProblem, wrongType } from './errors.ts'
import { type Metrics, measure } from './metrics.ts'
import { queryRoutes } from './query-routes.ts'
import { type Call, json, type Reply, type Route, route } from './route.ts'

export interface ServerOptions {
  readonly catalog: Catalog
  readonly runtime: Runtime
  readonly authenticate: Authenticate
  /** Endpoints that no system declares: import and export, operations. */
  readonly routes?: readonly Route[]
  readonly version: string
  /** The address people and links use; the only origin whose pages may act with the session cookie. */
  readonly baseUrl: string
  readonly log?: FastifyBaseLogger
  /** Answers addresses that no route has; a problem unless told. */
  readonly notFound?: (request: FastifyRequest, reply: FastifyReply) => unknown
  /** The proxies in front of us, as addresses and ranges: only what they say of where a request came from is believed. */
  readonly trustedProxies?: readonly string[]
  /** Called before any route is there: plug-ins that see every answer. */
  readonly prepare?: (http: FastifyInstance) => Promise<void>
}
export interface TenonServer {
  readonly http: FastifyInstance
  readonly routes: readonly Route[]
  readonly metrics: Metrics
}

const signIn = refusal('NOT_SIGNED_IN', 401, { en: 'Sign in to go on.', zh: '请先登录。' })
const foreignPage = refusal('FOREIGN_PAGE', 403, {
  en: 'This request did not come from the console itself.',
  zh: '该请求并非来自本系统页面。',
})

const prefix = '/api/v1'
const streamedTypes = [
  'multipart/form-data',
  'text/csv',
  'application/octet-stream',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
]

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])
const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : undefined)

/** A form or image of another page can send our cookie along, but not this header, nor a foreign Origin as ours. */
function refuseForeignPage({ method, headers }: FastifyRequest, { byCookie }: Authenticated, baseUrl: string) {
  if (!byCookie || safe.has(method)) return
  const { origin, host } = headers
  const own = origin === undefined || origin === new URL(baseUrl).origin || hostOf(origin) === host
  if (!own || headers['x-requested-with'] !== 'tenon') throw foreignPage()
}

function callOf(runtime: Runtime, request: FastifyRequest, reply: FastifyReply): Call {
  return {
    params: request.params as Record<string, string>,
    query: request.query as Record<string, unknown>,
    body: request.body,
    language: preferredLanguage(request.headers['accept-language']),
    requestId: request.id,
    address: request.ip,
    runtime,
    request,
    reply,
  }
}

function send(reply: FastifyReply, answer: Reply) {
  reply.code(answer.status)
  if (answer.headers) reply.headers(answer.headers)
  if (answer.stream) return reply.send(answer.stream)
  if (answer.text !== undefined) return reply.send(answer.text)
  if (answer.json === undefined) return reply.send()
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer.json))
}

/** Uploads are only for the routes that say so; everywhere else a body is JSON. */
function refuseWrongType(request: FastifyRequest, { bodyType }: Route) {
  const type = request.headers['content-type']
  if (type && !bodyType && !type.startsWith('application/json')) throw wrongType({ expected: 'application/json' })
}

type SessionRoute = Extract<Route, { access: 'session' }>

/** Nothing that a remembered session did counts until a flight with its proof has succeeded. */
const isProven = ({ actor: { proof } }: Authenticated) => proof === undefined || proof.given

async function runAs(who: Authenticated, call: Call, spec: SessionRoute, { runtime, baseUrl }: ServerOptions) {
  refuseForeignPage(call.request, who, baseUrl)
  return spec.run({ ...call, session: { runtime, tenant: who.tenant, actor: who.actor } })
}

/** Flights sent side by side carry a proof each: rights that change in between let one through and stop the other. */
const movedWhileReading = (error: unknown, { method }: FastifyRequest) =>
  safe.has(method) && error instanceof Problem && error.code === 'SESSION_MOVED'

/**
 * Answers as whoever the request speaks for. Where the work itself proves a remembered session, the session is looked up
 * only when the proof fails or was never given; then the work, which has had no effect, begins again.
 */
async function answer(call: Call, spec: SessionRoute, options: ServerOptions): Promise<Reply> {
  if (spec.provesSession) {
    const remembered = await options.authenticate(call.request, call, 'remembered')
    if (!remembered) throw signIn()
    try {
      const reply = await runAs(remembered, call, spec, options)
      if (isProven(remembered)) return reply
    } catch (error) {
      if (isProven(remembered) && !movedWhileReading(error, call.request)) throw error
    }
  }
  const who = await options.authenticate(call.request, call, 'now')
  if (!who) throw signIn()
  return runAs(who, call, spec, options)
}

function register(http: FastifyInstance, spec: Route, options: ServerOptions) {
  http.route({
    method: spec.method,
    url: prefix + spec.path.replace(/\{(\w+)\}/g, ':$1'),
    config: { operation: spec.operation },
    handler: async (request, reply) => {
      refuseWrongType(request, spec)
      const call = callOf(options.runtime, request, reply)
      if (spec.access === 'public') return send(reply, await spec.run(call))
      return send(reply, await answer(call, spec, options))
    },
  })
}

const looseObject = z.looseObject({})

function ownRoutes({ catalog, version, baseUrl }: ServerOptions, all: () => readonly Route[]): Route[] {
  return [
    route({
      method: 'GET',
      path: '/meta',
      operation: 'meta.get',
      tag: 'platform',
      access: 'session',
      summary: 'Entities, fields, states, actions and navigation as you may see them',
      replies: { 200: { description: 'All a console needs to draw itself', schema: looseObject } },
      run: async ({ session: { actor }, language }) => json(metaOf(catalog, actor, language)),
    }),
    route({
      method: 'GET',
      path: '/openapi.json',
      operation: 'openapi.get',
      tag: 'platform',
      access: 'public',
      summary: 'This description',
      replies: { 200: { description: 'OpenAPI 3.1', schema: looseObject } },
      run: async () => json(openApi(all(), version, baseUrl)),
    }),
  ]
}

/** What follows from the declarations; an endpoint written by hand stands in the place of the one that would follow. */
function derivedBeside(written: readonly Route[], catalog: Catalog): Route[] {
  const taken = new Set(written.map(({ method, path }) => `${method} ${path}`))
  return [...queryRoutes(catalog), ...entityRoutes(catalog)].filter(
    ({ method, path }) => !taken.has(`${method} ${path}`),
  )
}

/** The HTTP server with every route of every deployed system; it does not listen yet. */
export async function buildServer(options: ServerOptions): Promise<TenonServer> {
  const http = Fastify({
    ...(options.log ? { loggerInstance: options.log } : { logger: false }),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: 1024 * 1024,
    requestTimeout: 300_000, // a body that trickles in for longer is given up
    routerOptions: { maxParamLength: 200 },
    // From anyone else, X-Forwarded-* are whatever the caller wrote.
    trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false,
  })
  await options.prepare?.(http)
  readBodies(http, streamedTypes)
  http.setErrorHandler(sendProblem)
  http.setNotFoundHandler(options.notFound ?? sendNoSuchAddress)
  http.addHook('onRequest', async (request, reply) => {
    reply.headers({ 'x-request-id': request.id, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  })
  const metrics = measure(http)
  const { catalog } = options
  const routes: Route[] = []
  const written = [
    ...ownRoutes(options, () => routes),
    ...catalog.systems.flatMap(system => system.routes),
    ...(options.routes ?? []),
  ]
  routes.push(...written, ...derivedBeside(written, catalog))
  for (const spec of routes) register(http, spec, options)
  return { http, routes, metrics }
}
