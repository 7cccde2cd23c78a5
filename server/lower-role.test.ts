import { randomUUID } from 'node:crypto'
import { permissionOf } from '@tenon/kernel/access/permission.ts'
import { accessOfTemplate } from '@tenon/kernel/access/template.ts'
import { type AnyEntity, fieldsOf } from '@tenon/kernel/entity/entity.ts'
import type { Answer, Person } from '@tenon/kernel/testing/app.ts'
import { sampleBody } from '@tenon/kernel/testing/sample.ts'
import pg from 'pg'
import { expect, test } from 'vitest'
import { systems } from './systems.ts'
import { samples } from './testing/samples.ts'
import { type SignedIn, wholeServer } from './testing/whole-server.ts'

/*
 * The interface hides what a person may not do; here every operation that the server answers is asked for all the same,
 * with the token of somebody who may not. Made from the routes and the catalogue, so that a new one is asked at once.
 */
const server = await wholeServer()
const { app } = server

/** What everyone who is signed in has: their own account, sessions, factors, keys and imports, and what there is to know. */
const own =
  /^(meta|auth|user|sessions|devices|factors|passkeys|ssoLinks|site|imports|jobs|notifications|preferences|profile|choices|drafts|views|reports)\.|^menu\.get$|^access\.permissions$|^stars\.(list|clear)$|^tasks\.(list|summary|flow|create|replace)$/
/** What every member may with the tasks they gave or were given. */
const everyMember = /^workspace\.task\.(read|list|create|update|remove|complete|reopen)$/

interface Operation {
  readonly name: string
  readonly method: Parameters<SignedIn['send']>[0]
  readonly path: string
}
const operations: Operation[] = server.routes
  .filter(({ access }) => access === 'session')
  .map(({ operation: name, method, path }) => ({ name, method: method as Operation['method'], path }))
const collections = new Map(app.catalog.collections.map(collection => [collection.path, collection.entity]))

const verbs: Readonly<Record<string, string>> = {
  list: 'list',
  summary: 'list',
  flow: 'list',
  get: 'read',
  history: 'read',
  actions: 'read',
  create: 'create',
  update: 'update',
  replace: 'update',
  remove: 'remove',
  restore: 'remove',
  bulk: 'remove',
  reveal: 'reveal',
  import: 'import',
  export: 'export',
}

/** The right that an operation on records asks for; undefined for one that is written by hand. */
function rightFor({ name }: Operation): { entity: AnyEntity; permission: string } | undefined {
  const [path = '', verb = ''] = name.split('.')
  const entity = collections.get(path)
  if (!entity) return undefined
  const action = app.catalog.actionsOf(entity).find(one => one.name === verb)
  if (action) return { entity, permission: action.permission }
  return verbs[verb] ? { entity, permission: permissionOf(entity, verbs[verb]) } : undefined
}

const firstField = (entity: AnyEntity | undefined) => (entity ? fieldsOf(entity)[0]?.[0] : undefined)
const bodies: Readonly<Record<string, (id: string, entity: AnyEntity | undefined) => unknown>> = {
  bulk: id => ({ action: 'remove', ids: [id] }),
  reveal: (_, entity) => ({ field: firstField(entity) }),
  move: () => ({ parent: null }),
  say: id => ({ collection: 'companies', id }),
  check: id => ({ id, values: {} }),
  copy: () => ({ key: `k${randomUUID()}`.slice(0, 30), name: 'Copy' }),
}

/** Sends an operation for a record; its body is plausible where a refusal could otherwise be for the body's sake. */
function ask(person: SignedIn, operation: Operation, id: string, body?: unknown): Promise<Answer> {
  const { name, method, path } = operation
  const [collection = '', verb = ''] = name.split('.')
  const asked = name === 'access.explain' ? `${path}?permission=identity.role.read&member=${id}` : path
  const given =
    method === 'GET' || method === 'DELETE'
      ? undefined
      : (body ?? bodies[verb]?.(id, collections.get(collection)) ?? {})
  return person.send(method, asked.replace(/\{\w+\}/g, id), given)
}

const refusals = [403, 404, 405]
/** Refused; a bulk is answered for each of its records. */
function isRefused({ status, body }: Answer): boolean {
  if (status === 200 && Array.isArray(body?.results))
    return body.results.every((one: { ok: boolean; problem?: { status: number } }) =>
      refusals.includes(one.problem?.status ?? 0),
    )
  return refusals.includes(status)
}

/** Everything the organisation holds, but for the log of who signed in. */
async function contentOf(tenantId: string): Promise<string> {
  const client = new pg.Client(app.database.owner)
  await client.connect()
  try {
    const tables = app.catalog.entities
      .map(({ table: { schema, name } }) => `"${schema}"."${name}"`)
      .filter(name => name !== '"identity"."sign_in"')
    const digests: string[] = []
    for (const table of [...tables, 'kernel.audit_event']) {
      const text = `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from ${table} t where tenant_id = $1`
      digests.push(`${table} ${(await client.query(text, [tenantId])).rows[0].digest}`)
    }
    return digests.join('\n')
  } finally {
    await client.end()
  }
}

/** An organisation with one record of every kind that can be made by hand. */
async function furnished() {
  const tenant = await server.tenant()
  const administrator = await server.person(tenant, [{ role: 'administrator' }])
  const post = (path: string, body: unknown) => administrator.send('POST', path, body)
  const made = new Map<string, string>()
  const filled = new Map<AnyEntity, unknown>()
  for (const entity of new Set(collections.values())) {
    const body = await sampleBody({ post } as unknown as Person, entity, samples)
    if (!body) continue
    filled.set(entity, body)
    const { status, body: record } = await post(`/${entity.path}`, body)
    expect(status, `${entity.name}: ${JSON.stringify(record)}`).toBe(201)
    made.set(entity.name, record.id)
  }
  const idOf = (entity: AnyEntity | undefined) => made.get(entity?.name ?? '') ?? randomUUID()
  return { tenant, administrator, idOf, bodyOf: (entity: AnyEntity) => filled.get(entity) }
}
const { tenant, administrator, idOf, bodyOf } = await furnished()

test('whoever holds no role reaches nothing but their own account, and changes nothing', {
  timeout: 120_000,
}, async () => {
  const nobody = await server.person(tenant, [])
  const before = await contentOf(tenant.id)
  const reached: string[] = []
  for (const operation of operations) {
    if (own.test(operation.name)) continue
    const entity = collections.get(operation.name.split('.')[0] ?? '')
    const id = operation.name === 'access.explain' ? administrator.memberId : idOf(entity)
    const answer = await ask(nobody, operation, id)
    if (!isRefused(answer))
      reached.push(`${operation.method} ${operation.path}: ${answer.status} ${answer.body?.code ?? ''}`)
  }
  expect(reached).toEqual([])
  expect(await contentOf(tenant.id)).toBe(before)
})

const roles = Object.assign({}, ...systems.map(system => system.roles)) as (typeof systems)[number]['roles']
const lower = Object.entries(roles).filter(
  ([, template]) => !template.includes('*') && !template.includes('licensing.*'),
)

test.for(lower.map(([key]) => key))(
  '%s: every operation on records that the role does not give is refused and leaves no trace',
  { timeout: 120_000 },
  async key => {
    const template = systems.flatMap(system => system.roles[key] ?? [])
    const access = accessOfTemplate(template)
    const person = await server.person(tenant, [{ role: key }])
    const before = await contentOf(tenant.id)
    const reached: string[] = []
    let asked = 0
    for (const operation of operations) {
      const right = rightFor(operation)
      if (!right || access.may(right.permission) || everyMember.test(right.permission)) continue
      asked++
      const body = ['create', 'replace'].includes(operation.name.split('.')[1] ?? '') ? bodyOf(right.entity) : undefined
      const answer = await ask(person, operation, idOf(right.entity), body)
      if (!isRefused(answer))
        reached.push(`${operation.method} ${operation.path}: ${answer.status} ${answer.body?.code ?? ''}`)
    }
    expect(reached).toEqual([])
    expect(asked).toBeGreaterThan(100)
    expect(await contentOf(tenant.id)).toBe(before)
  },
)

test('every operation on records is known to ask for a right', () => {
  const byHand = operations
    .filter(operation => collections.has(operation.name.split('.')[0] ?? '') && !rightFor(operation))
    .map(({ name }) => name)
  // Those written by hand: what they ask for is shown above, where somebody without any role is refused.
  for (const name of byHand) expect(own.test(name), name).toBe(false)
})
