import { createHash } from 'node:crypto'
import { type Comparison, compare, type Load, type LoadRequest } from './load.ts'
import { type Row, row } from './results.ts'
import { makeWorld, type Server, startProduct, startServer, type World } from './world.ts'

const columns = [
  'id',
  'version',
  'created_at',
  'updated_at',
  'created_by',
  'name',
  'code',
  'roles',
  'industry',
  'domain',
  'website',
  'phone',
  'fax',
  'street',
  'city',
  'region',
  'postal_code',
  'country',
  'tax_id',
]

/** The same million rows, audit and outbox tables and sessions once more, without walls, for the hand-written server. */
async function makeBare({ owner, readers, writers }: World) {
  await owner.query(`create schema bare;
    create table bare.company (like directory.company including all);
    create table bare.audit_event (like kernel.audit_event including all);
    create table bare.outbox_event (like kernel.outbox_event including all);
    create table bare.person (id uuid primary key, name text not null);
    create table bare.session (token text primary key, person_id uuid not null references bare.person, tenant_id uuid not null, expires_at timestamptz not null);
    insert into bare.company select * from directory.company;
    insert into bare.person select id, name from auth."user"`)
  const { rows } = await owner.query('select token, user_id, tenant_id from auth.session')
  const byHash = new Map(rows.map(session => [session.token, session]))
  for (const token of [...readers, ...writers]) {
    const session = byHash.get(createHash('sha256').update(token).digest('base64url'))
    const hash = createHash('sha256').update(token).digest('hex')
    await owner.query(`insert into bare.session values ($1, $2, $3, now() + interval '1 day')`, [
      hash,
      session.user_id,
      session.tenant_id,
    ])
  }
  await owner.query('vacuum analyze')
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const lists = ({ readers }: World): LoadRequest[] =>
  readers.map(token => ({ method: 'GET', path: '/api/v1/companies', headers: bearer(token) }))
const gets = ({ readers, ids }: World): LoadRequest[] =>
  readers.flatMap((token, i) =>
    (ids[i] as string[])
      .slice(0, 20)
      .map(id => ({ method: 'GET' as const, path: `/api/v1/companies/${id}`, headers: bearer(token) })),
  )
const creates = ({ writers }: World): LoadRequest[] =>
  writers.map(token => ({
    method: 'POST',
    path: '/api/v1/companies',
    headers: { ...bearer(token), 'content-type': 'application/json' },
    body: JSON.stringify({ name: '华信精密机械有限公司', industry: 'Machinery' }),
  }))

const kinds = { list: lists, 'one by id': gets, create: creates }
type Kind = keyof typeof kinds
const targets: Record<Kind, string> = { list: '>= 0.85', 'one by id': '>= 0.8', create: '>= 1.0' }

const told = ({ a, b }: Comparison) =>
  `${Math.round(a.rate)}/s, p99 ${a.p99} ms, against ${Math.round(b.rate)}/s, p99 ${b.p99} ms`

async function against(world: World, product: Server): Promise<Row[]> {
  await makeBare(world)
  const { host, port, user, password, database } = world.installation.owner
  const bare = await startServer('bare.ts', {
    BENCH_CONNECTION: JSON.stringify({ host, port, user, password, database }),
    BENCH_COLUMNS: JSON.stringify(columns),
  })
  const rows: Row[] = []
  for (const [kind, make] of Object.entries(kinds) as [Kind, (world: World) => LoadRequest[]][]) {
    const requests = make(world)
    const result = await compare({ url: product.url, requests }, { url: bare.url, requests })
    console.log(`  ${kind}: ${told(result)}`)
    rows.push(row(`${kind}, times bare`, result.rate, targets[kind], told(result)))
    rows.push(row(`${kind}, p99 times bare p99`, result.p99, '<= 2', told(result)))
  }
  await bare.stop()
  return rows
}

/** Cost at a million rows over cost at ten thousand: the rate of the small world over that of the large one. */
async function growth(small: World, large: World, servers: { small: Server; large: Server }): Promise<Row[]> {
  const rows: Row[] = []
  for (const [kind, make] of Object.entries(kinds)) {
    const load = (world: World, { url }: Server): Load => ({ url, requests: make(world) })
    const result = await compare(load(small, servers.small), load(large, servers.large))
    console.log(`  growth of ${kind}: ${told(result)}`)
    rows.push(row(`growth of ${kind}, 10,000 to 1,000,000 rows`, result.rate, '<= 1.3', told(result)))
  }
  return rows
}

/** List, get and create against the hand-written server, and against themselves on a hundredth of the rows. */
export async function ratioRows(): Promise<Row[]> {
  const large = await makeWorld({ tenants: 100, rows: 10_000 })
  const small = await makeWorld({ tenants: 1, rows: 10_000 })
  const servers = { small: await startProduct(small), large: await startProduct(large) }
  try {
    const grown = await growth(small, large, servers)
    return [...(await against(large, servers.large)), ...grown]
  } finally {
    await Promise.all([servers.small.stop(), servers.large.stop()])
    await Promise.all([small.stop(), large.stop()])
  }
}
