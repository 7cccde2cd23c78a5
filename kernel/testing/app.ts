import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { fullAccess } from '../access/access.ts'
import { accessOfTemplate } from '../access/template.ts'
import { migrate } from '../data/migrate.ts'
import { type Connection, openPool } from '../data/pool.ts'
import type { Runtime } from '../data/unit-of-work.ts'
import { type Catalog, catalog } from '../entity/catalog.ts'
import type { Actor, Tenant } from '../entity/ctx.ts'
import type { RoleTemplate, System } from '../entity/system.ts'
import type { Authenticated } from '../http/authenticate.ts'
import type { Route } from '../http/route.ts'
import { buildServer, type TenonServer } from '../http/server.ts'
import type { Language } from '../messages/language.ts'
import type { Session } from '../operations/read.ts'
import { openKeyRing } from '../secrets/key-ring.ts'

/** A whole server on a database of its own, for the length of one test file. */
export interface TestApp {
  readonly catalog: Catalog
  readonly runtime: Runtime
  readonly server: TenonServer
  readonly database: { readonly owner: Connection; readonly app: Connection }
  /** A new organisation; every test makes its own. */
  tenant(options?: Partial<Pick<Tenant, 'timeZone' | 'currency' | 'name'>>): Promise<TestTenant>
}
export interface TestTenant extends Tenant {
  /** Someone with all rights, or with just these. */
  as(rights?: RoleTemplate, person?: { name?: string; memberId?: string; siteId?: string; language?: Language }): Person
}
export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into replies of every shape.
  readonly body: any
  readonly headers: Readonly<Record<string, unknown>>
}
export interface Person {
  readonly session: Session
  readonly token: string
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>
  put(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>
  delete(path: string, headers?: Record<string, string>): Promise<Answer>
}

async function createDatabase(): Promise<TestApp['database']> {
  const server = inject('postgres')
  const database = `test_${randomBytes(6).toString('hex')}`
  const client = new pg.Client(server)
  await client.connect()
  await client.query(`create database ${database}`)
  await client.end()
  const owner = { ...server, database }
  return { owner, app: { ...owner, user: `${database}_app`, password: randomUUID() } }
}

async function dropDatabase({ owner, app }: TestApp['database']) {
  const client = new pg.Client(inject('postgres'))
  await client.connect()
  await client.query(`drop database if exists ${owner.database} with (force)`)
  await client.query(`drop role if exists ${app.user}`)
  await client.end()
}

interface Options {
  readonly routes?: (runtime: Runtime, catalog: Catalog) => readonly Route[]
  readonly committed?: Runtime['committed']
  readonly max?: number
}

/** Starts a server with these systems; call it at the top of a test file. The database goes when the file is done. */
export async function testApp(systems: readonly System[], options: Options = {}): Promise<TestApp> {
  const database = await createDatabase()
  const deployed = catalog(systems)
  await migrate({
    owner: database.owner,
    catalog: deployed,
    app: { role: database.app.user, password: database.app.password },
  })
  const pool = openPool(database.app, { max: options.max ?? 4 })
  const secrets = await openKeyRing(pool, randomUUID())
  const runtime: Runtime = { pool, committed: options.committed ?? (() => {}), secrets }
  const people = new Map<string, Authenticated>()
  const server = await buildServer({
    catalog: deployed,
    runtime,
    version: 'test',
    baseUrl: 'http://localhost',
    routes: options.routes?.(runtime, deployed) ?? [],
    authenticate: async (request, origin) => {
      const who = people.get((request.headers.authorization ?? '').replace('Bearer ', ''))
      if (!who) return null
      const actor: Actor = {
        ...who.actor,
        language: origin.language,
        origin: { via: 'http', requestId: origin.requestId, address: origin.address },
      }
      return { ...who, actor }
    },
  })
  afterAll(async () => {
    await server.http.close()
    await pool.end()
    await dropDatabase(database)
  })
  const tenant = (wish = {}) => createTenant({ runtime, server, people }, wish)
  return { catalog: deployed, runtime, server, database, tenant }
}

interface Place {
  readonly runtime: Runtime
  readonly server: TenonServer
  readonly people: Map<string, Authenticated>
}

async function createTenant(place: Place, wish: Partial<Tenant>): Promise<TestTenant> {
  const id = randomUUID()
  const tenant: Tenant = { id, name: 'Test', timeZone: 'Asia/Shanghai', currency: 'CNY', ...wish }
  const values = [id, `t${id.replaceAll('-', '')}`, tenant.name, tenant.timeZone, tenant.currency]
  await place.runtime.pool.instance([
    { text: 'insert into kernel.tenant (id, slug, name, time_zone, currency) values ($1, $2, $3, $4, $5)', values },
  ])
  return { ...tenant, as: (rights, person) => personOf(place, tenant, rights, person ?? {}) }
}

type Wish = NonNullable<Parameters<TestTenant['as']>[1]>

function personOf(
  { runtime, server, people }: Place,
  tenant: Tenant,
  rights: RoleTemplate | undefined,
  wish: Wish,
): Person {
  const token = randomUUID()
  const actor: Actor = {
    memberId: wish.memberId ?? randomUUID(),
    name: wish.name ?? 'Tester',
    siteId: wish.siteId ?? null,
    access: rights ? accessOfTemplate(rights) : fullAccess,
    language: wish.language ?? 'en',
    origin: { via: 'http' },
  }
  people.set(token, { tenant, actor, byCookie: false })
  const send = async (
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    headers = {},
  ): Promise<Answer> => {
    const reply = await server.http.inject({
      method,
      url: `/api/v1${path}`,
      headers: { authorization: `Bearer ${token}`, 'accept-language': wish.language ?? 'en', ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    })
    const isJson = String(reply.headers['content-type'] ?? '').includes('json')
    return { status: reply.statusCode, body: isJson ? reply.json() : reply.body, headers: reply.headers }
  }
  return {
    session: { runtime, tenant, actor },
    token,
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body, headers) => send('POST', path, body, headers),
    patch: (path, body, headers) => send('PATCH', path, body, headers),
    put: (path, body, headers) => send('PUT', path, body, headers),
    delete: (path, headers) => send('DELETE', path, undefined, headers),
  }
}
