import { createHash } from 'node:crypto'
import Fastify from 'fastify'
import pg from 'pg'

/**
 * What a competent hand-written server does to answer the same check: Fastify with schemas, one prepared statement over
 * the same tables that no wall stands around, a judgement by state and days. No rate limits, no policies beyond a count.
 */
const connection = JSON.parse(process.env.BENCH_CONNECTION as string) as pg.PoolConfig
const pool = new pg.Pool({ ...connection, max: 10 })
pool.on('error', () => {}) // an idle connection ends with the database, at the end of the bench
const http = Fastify({ bodyLimit: 1024 * 1024 })

const text = { type: ['string', 'null'] }
const answer = {
  type: 'object',
  properties: {
    valid: { type: 'boolean' },
    code: text,
    detail: text,
    expiresAt: text,
    graceUntil: text,
    entitlements: {
      type: 'array',
      items: { type: 'object', properties: { code: text, kind: text, value: text, expiresOn: text } },
    },
  },
}
const body = {
  type: 'object',
  required: ['key'],
  additionalProperties: false,
  properties: { key: { type: 'string', maxLength: 100 }, fingerprint: { type: 'string', maxLength: 200 } },
}

const lookUp = `select l.status, l.starts_on::text as starts_on, l.ends_on::text as ends_on, l.grace_days, l.authorized_users, l.actual_users,
    p.max_machines, pr.code as product, a.id as machine,
    (select count(*) from licensing.activation c where c.tenant_id = l.tenant_id and c.license = l.id and c.status = 'active') as machines,
    (select json_agg(json_build_object('code', e.code, 'kind', e.kind, 'value', i.value, 'expiresOn', i.expires_on))
      from licensing.license_entitlement i join licensing.entitlement e on e.tenant_id = i.tenant_id and e.id = i.entitlement
      where i.tenant_id = l.tenant_id and i.parent_id = l.id) as entitlements
  from licensing.key_digest kd
  join licensing.publishable_key k on k.tenant_id = kd.tenant_id and k.id = kd.owner_id and k.status = 'active'
  join licensing.key_digest ld on ld.tenant_id = kd.tenant_id and ld.digest = $3
  join licensing.license l on l.tenant_id = ld.tenant_id and l.id = ld.owner_id
  left join licensing.product pr on pr.tenant_id = l.tenant_id and pr.id = l.product
  left join licensing.policy p on p.tenant_id = l.tenant_id and p.id = l.policy
  left join licensing.activation a on a.tenant_id = l.tenant_id and a.license = l.id and a.fingerprint = $4 and a.status = 'active'
  where kd.tenant_id = $1 and kd.digest = $2`

const digest = (key: string) => createHash('sha256').update(key).digest('base64url')
const tenantOf = (key: string) =>
  Buffer.from(key.slice(3, 25), 'base64url')
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
const endOf = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000)

interface Found {
  readonly status: string
  readonly ends_on: string
  readonly grace_days: number
  readonly machines: string
  readonly max_machines: number
  readonly machine: string | null
  readonly entitlements: object[] | null
}

function judge(row: Found) {
  const { ends_on: endsOn, grace_days: graceDays, status, machines, max_machines: most, machine } = row
  const [expires, grace] = [endOf(endsOn, 1), endOf(endsOn, 1 + graceDays)]
  const code =
    status === 'suspended' || status === 'terminated'
      ? String(status).toUpperCase()
      : machine === null
        ? 'FINGERPRINT_SCOPE_MISMATCH'
        : Number(machines) > most
          ? 'TOO_MANY_MACHINES'
          : grace < new Date()
            ? 'EXPIRED'
            : 'VALID'
  const dates = { expiresAt: expires.toISOString(), graceUntil: grace.toISOString() }
  return {
    valid: code === 'VALID',
    code,
    detail: 'The licence is valid.',
    ...dates,
    entitlements: row.entitlements ?? [],
  }
}

http.post<{ Body: { key: string; fingerprint?: string } }>(
  '/api/v1/licensing/validate',
  { schema: { body, response: { 200: answer } } },
  async (request, reply) => {
    const publishable = (request.headers.authorization ?? '').replace('Bearer ', '')
    const { key, fingerprint } = request.body
    const { rows } = await pool.query({
      name: 'look-up',
      text: lookUp,
      values: [tenantOf(publishable), digest(publishable), digest(key), fingerprint ?? null],
    })
    return rows[0] ? judge(rows[0]) : reply.code(401).send()
  },
)

console.log(await http.listen({ port: 0, host: '127.0.0.1' }))
