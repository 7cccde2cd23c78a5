import { z } from 'zod'
import type { Route } from '../http/route.ts'
import { schemaNames } from './reply-schema.ts'

type Json = Record<string, unknown>
type Components = Map<string, Json>

const problemType = 'application/problem+json'
const everywhere: Readonly<Record<number, string>> = {
  400: 'The request cannot be read',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found, or not to be known',
  405: 'Not possible here',
  409: 'Conflicts with the present state: stale version, wrong state, repeated request still running',
  413: 'Too large',
  415: 'Wrong content type',
  422: 'Some values cannot be accepted; each is named in `fields`',
  429: 'Too many attempts; see Retry-After',
  503: 'Not available right now; see Retry-After',
}

function plainSchema(schema: z.ZodType): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    target: 'draft-2020-12',
  })
  return rest
}

/** A schema by name where it has one, so that clients get one type for one thing. */
function schemaOf(schema: z.ZodType, components: Components): Json {
  const name = schemaNames.get(schema)
  if (!name) return plainSchema(schema)
  if (!components.has(name)) components.set(name, plainSchema(schema))
  return { $ref: `#/components/schemas/${name}` }
}

const problemReply = (status: number) => ({
  description: everywhere[status] ?? 'Refused',
  content: { [problemType]: { schema: { $ref: '#/components/schemas/Problem' } } },
})

function replies(route: Route, components: Components): Json {
  const good = Object.entries(route.replies).map(([status, { description, schema, type }]) => {
    const content =
      schema || type
        ? {
            content: {
              [type ?? 'application/json']: { schema: schema ? schemaOf(schema, components) : { type: 'string' } },
            },
          }
        : {}
    return [status, { description, ...content }]
  })
  const statuses = new Set([
    400,
    403,
    422,
    429,
    503,
    ...(route.access === 'session' ? [401] : []),
    ...(route.body ? [413, 415] : []),
    ...(route.errors ?? []),
  ])
  return {
    ...Object.fromEntries(good),
    ...Object.fromEntries([...statuses].map(status => [String(status), problemReply(status)])),
  }
}

function parameters(route: Route): Json[] {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const inQuery = Object.entries(route.query ?? {}).map(([name, description]) => ({
    name,
    in: 'query',
    description,
    schema: { type: 'string' },
  }))
  const session =
    route.access === 'session'
      ? [{ $ref: '#/components/parameters/Site' }, { $ref: '#/components/parameters/Role' }]
      : []
  const once =
    route.method === 'POST' && route.access === 'session' ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []
  return [...inPath, ...inQuery, ...session, ...once]
}

function operation(route: Route, components: Components): Json {
  const body = route.body
    ? {
        requestBody: {
          required: true,
          content: { [route.bodyType ?? 'application/json']: { schema: schemaOf(route.body, components) } },
        },
      }
    : {}
  return {
    operationId: route.operation,
    summary: route.summary,
    tags: [route.tag],
    ...(route.access === 'public' ? { security: [] } : {}),
    parameters: parameters(route),
    ...body,
    responses: replies(route, components),
  }
}

const header = (name: string, description: string) => ({ name, in: 'header', description, schema: { type: 'string' } })
const shared = {
  Site: header('X-Site-Id', 'Work in this one of your own sites'),
  Role: header('X-Role-Id', 'Use only this one of your own roles'),
  IdempotencyKey: header(
    'Idempotency-Key',
    'The same key and body have the same effect and reply, however often they are sent',
  ),
}
const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable; the texts are for people' },
    detail: { type: 'string' },
    requestId: { type: 'string' },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'code', 'message'],
        properties: { field: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
}

/** The API's own description, OpenAPI 3.1: every route the server answers below `/api/v1`, with its errors. */
export function openApi(routes: readonly Route[], version: string, server: string): Json {
  const components: Components = new Map([['Problem', problemSchema]])
  const paths: Record<string, Json> = {}
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route, components) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tenon',
      version,
      description: 'The API that Tenon’s own console uses.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: `${server}/api/v1` }],
    tags: [...new Set(routes.map(route => route.tag))].map(name => ({
      name,
      description: `Everything about ${name.replaceAll('_', ' ')}`,
    })),
    security: [{ token: [] }, { cookie: [] }],
    paths,
    components: {
      schemas: Object.fromEntries(components),
      parameters: shared,
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'The accessToken of /auth/login' },
        cookie: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-tenon',
          description: 'Set by /auth/login; unsafe methods also need X-Requested-With: tenon',
        },
      },
    },
  }
}
