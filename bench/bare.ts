import { createHash, randomUUID } from 'node:crypto'
import Fastify from 'fastify'
import pg from 'pg'

/**
 * What a competent hand-written server does for the same answers: Fastify with response schemas, pg with prepared
 * statements, a session look-up, SQL by hand. No isolation, no permissions, no metadata.
 */
const connection = JSON.parse(process.env.BENCH_CONNECTION as string) as pg.PoolConfig
const columns = JSON.parse(process.env.BENCH_COLUMNS as string) as string[]
const pool = new pg.Pool({ ...connection, max: 10 })
pool.on('error', () => {}) // an idle connection ends with the database, at the end of the bench
const http = Fastify({ bodyLimit: 1024 * 1024 })

const text = { type: ['string', 'null'] }
const record = {
  type: 'object',
  properties: {
    ...Object.fromEntries(
      columns.map(name => [
        name,
        name === 'version'
          ? { type: 'integer' }
          : name === 'roles'
            ? { type: ['array', 'null'], items: { type: 'string' } }
            : text,
      ]),
    ),
  },
}
const list = {
  type: 'object',
  properties: { data: { type: 'array', items: record }, page: { type: 'object', additionalProperties: true } },
}
const select = columns.map(name => `"${name}"`).join(', ')

async function tenantOf(authorization = '') {
  const token = createHash('sha256').update(authorization.replace('Bearer ', '')).digest('hex')
  const { rows } = await pool.query({
    name: 'session',
    text: 'select s.tenant_id, u.id, u.name from bare.session s join bare.person u on u.id = s.person_id where s.token = $1 and s.expires_at > now()',
    values: [token],
  })
  if (!rows[0]) throw Object.assign(new Error('not signed in'), { statusCode: 401 })
  return rows[0] as { tenant_id: string; id: string; name: string }
}

http.get('/api/v1/companies', { schema: { response: { 200: list } } }, async request => {
  const { tenant_id } = await tenantOf(request.headers.authorization)
  const [page, count] = await Promise.all([
    pool.query({
      name: 'list',
      text: `select ${select} from bare.company where tenant_id = $1 and deleted_at is null order by id desc limit 51`,
      values: [tenant_id],
    }),
    pool.query({
      name: 'count',
      text: 'select count(*) from (select 1 from bare.company where tenant_id = $1 and deleted_at is null limit 10001) c',
      values: [tenant_id],
    }),
  ])
  const total = Number(count.rows[0].count)
  return {
    data: page.rows.slice(0, 50),
    page: { size: 50, number: 1, total: Math.min(total, 10_000), totalIsExact: total <= 10_000 },
  }
})

http.get<{ Params: { id: string } }>(
  '/api/v1/companies/:id',
  { schema: { response: { 200: record } } },
  async (request, reply) => {
    const { tenant_id } = await tenantOf(request.headers.authorization)
    const { rows } = await pool.query({
      name: 'one',
      text: `select ${select} from bare.company where tenant_id = $1 and id = $2 and deleted_at is null`,
      values: [tenant_id, request.params.id],
    })
    return rows[0] ?? reply.code(404).send()
  },
)

const body = {
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: { name: { type: 'string', minLength: 1, maxLength: 200 }, industry: { type: 'string' } },
}

http.post<{ Body: { name: string; industry?: string } }>(
  '/api/v1/companies',
  { schema: { body, response: { 201: record } } },
  async (request, reply) => {
    const who = await tenantOf(request.headers.authorization)
    const id = randomUUID()
    const { name, industry } = request.body
    const client = await pool.connect()
    try {
      await client.query('begin')
      const { rows } = await client.query({
        name: 'insert',
        text: `insert into bare.company (tenant_id, id, name, roles, industry, created_at, updated_at, created_by) values ($1, $2, $3, '{}', $4, now(), now(), $5) returning ${select}`,
        values: [who.tenant_id, id, name, industry ?? null, who.id],
      })
      await client.query({
        name: 'audit',
        text: `insert into bare.audit_event (tenant_id, id, at, member_id, actor_name, via, address, request_id, entity, record_id, act, after, hash) values ($1, $2, now(), $3, $4, 'http', $5, $6, 'company', $7, 'create', $8, '')`,
        values: [
          who.tenant_id,
          randomUUID(),
          who.id,
          who.name,
          request.ip,
          request.id,
          id,
          JSON.stringify(request.body),
        ],
      })
      await client.query({
        name: 'outbox',
        text: `insert into bare.outbox_event (tenant_id, id, name, entity, record_id, available_at) values ($1, $2, 'company.created', 'company', $3, now())`,
        values: [who.tenant_id, randomUUID(), id],
      })
      await client.query('commit')
      return reply.code(201).send(rows[0])
    } catch (error) {
      await client.query('rollback')
      throw error
    } finally {
      client.release()
    }
  },
)

console.log(await http.listen({ port: 0, host: '127.0.0.1' }))
