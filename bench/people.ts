import { performance } from 'node:perf_hooks'
import { type CreatedTenant, createPerson } from '@tenon/identity/server'
import { makeBare, startBare } from './bare-world.ts'
import { type Comparison, compare, type LoadRequest, median } from './load.ts'
import { type Row, row } from './results.ts'
import { makeWorld, startProduct, tokenOf, type World } from './world.ts'

/** One organisation of 100,000 people in 5,000 departments with 200 roles of 40 rights each, and 40,000 departments more. */
const size = { people: 100_000, departments: 5_000, roles: 200, rights: 40, tree: 40_000, leaders: 100 }

/** An id that can be worked out again, of the shape the API accepts. */
const benchId = `create function bench_id(name text) returns uuid language sql immutable as
  $$ select overlay(overlay(md5(name) placing '4' from 13) placing '8' from 17)::uuid $$`

/** Departments as the product itself would have written them: each below the one of a tenth its number. */
const departments = `insert into identity.department (tenant_id, id, name, rank, parent, created_at, updated_at)
  select $1::uuid, bench_id($1::uuid::text || 'department' || i), 'Department ' || i, i,
    case when i > 10 then bench_id($1::uuid::text || 'department' || (i / 10)) end, now(), now()
  from generate_series($2::int, $3::int) as i`

const roles = `with made as (insert into identity.role (tenant_id, id, key, name, kind, created_at, updated_at)
    select $1::uuid, bench_id($1::uuid::text || 'role' || i), 'role' || i, 'Role ' || i, 'role', now(), now()
    from generate_series(1, $2::int) as i returning id)
  insert into identity.role_grant (tenant_id, id, parent_id, position, permission, effect, scope)
  select $1::uuid, gen_random_uuid(), made.id, i, case i when 1 then 'identity.member.read' when 2 then 'directory.company.read'
      else 'sales.entity' || i || '.read' end, 'allow', case i when 1 then 'departmentTree' else 'tenant' end
  from made, generate_series(1, $3::int) as i`

const members = `with made as (insert into identity.member (tenant_id, id, name, email, phone, status, created_at, updated_at)
    select $1::uuid, bench_id($1::uuid::text || 'member' || i), 'Person ' || i, 'p' || i || '@bench.example', '+86 138 0000 ' || i, 'active', now(), now()
    from generate_series(1, $2::int) as i returning id, substring(name from 8)::int as i),
  placed as (insert into identity.member_department (tenant_id, id, parent_id, position, department, is_main, is_head)
    select $1::uuid, gen_random_uuid(), id, 0, bench_id($1::uuid::text || 'department' || (1 + i % $3::int)), true, false from made)
  insert into identity.member_role (tenant_id, id, parent_id, position, role, is_emergency)
  select $1::uuid, gen_random_uuid(), id, n, bench_id($1::uuid::text || 'role' || (1 + (i * n) % $4::int)), false
  from made, generate_series(1, 3) as n`

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const told = ({ a, b }: Comparison) => `${Math.round(a.rate)}/s against ${Math.round(b.rate)}/s`

/** A head of one of the top departments with three of the roles, and a session. */
async function leaderOf({ owner, installation }: World, tenant: CreatedTenant['tenant'], i: number): Promise<string> {
  const person = await createPerson(installation.runtime, tenant, {
    name: `Leader ${i}`,
    email: `leader${i}@bench.example`,
    roles: [1, 2, 3].map(n => ({ role: `role${1 + ((i + n * 7) % size.roles)}` })),
  })
  await owner.query(
    `insert into identity.member_department (tenant_id, id, parent_id, position, department, is_main, is_head)
    values ($1::uuid, gen_random_uuid(), $2, 0, bench_id($1::uuid::text || 'department' || $3::int), true, true)`,
    [tenant.id, person.memberId, 1 + (i % 10)],
  )
  return tokenOf(owner, tenant.id, person)
}

async function fill(world: World) {
  const { owner } = world
  const { rows } = await owner.query(
    `select id, slug, name, time_zone, currency from kernel.tenant where slug = 'bench-0'`,
  )
  const [{ id, slug, name, time_zone: timeZone, currency }] = rows
  await owner.query(benchId)
  await owner.query(departments, [id, 1, size.departments])
  await owner.query(roles, [id, size.roles, size.rights])
  await owner.query(members, [id, size.people, size.departments, size.roles])
  const tenant = { id, slug, name, timeZone, currency }
  const leaders: string[] = []
  for (let i = 0; i < size.leaders; i++) leaders.push(await leaderOf(world, tenant, i))
  await owner.query('vacuum analyze')
  return { tenantId: id as string, leaders }
}

/** Milliseconds of each of some calls, the first two left out. */
async function times(count: number, call: (i: number) => Promise<Response>): Promise<number> {
  const taken: number[] = []
  for (let i = 0; i < count + 2; i++) {
    const began = performance.now()
    const reply = await call(i)
    const text = await reply.text()
    if (!reply.ok) throw new Error(`${reply.url}: ${reply.status} ${text.slice(0, 200)}`)
    taken.push(performance.now() - began)
  }
  return median(taken.slice(2))
}

/** Lists and records of a large organisation against the hand-written server, for a hundred people with three roles each. */
async function ratios(world: World, leaders: readonly string[], product: string): Promise<Row[]> {
  await makeBare(world, leaders)
  const bare = await startBare(world)
  const ids = world.ids[0] ?? []
  const load = (path: (i: number) => string) =>
    leaders.map((token, i): LoadRequest => ({ method: 'GET', path: path(i), headers: bearer(token) }))
  const company = load(() => '/api/v1/companies')
  const one = load(i => `/api/v1/companies/${ids[i % ids.length]}`)
  const list = await compare({ url: product, requests: company }, { url: bare.url, requests: company })
  const get = await compare({ url: product, requests: one }, { url: bare.url, requests: one })
  await bare.stop()
  console.log(`  list: ${told(list)}; one by id: ${told(get)}, ${get.rate.toFixed(2)}`)
  return [
    row('list among 100,000 people, times bare', list.rate, '>= 0.85', told(list)),
    row('one by id among 100,000 people, times bare', get.rate, '>= 0.8', told(get)),
  ]
}

/** The top of the largest branch, and another one. */
async function departmentIds({ owner }: World): Promise<string[]> {
  const { rows } = await owner.query(
    `select id from identity.department where name in ('Department 1', 'Department 2') order by name`,
  )
  return rows.map(({ id }) => id)
}

/** What an administrator and a leader wait for. */
async function waits(world: World, leader: string, product: string, tenantId: string): Promise<Row[]> {
  const writer = world.writers[0] as string
  const { rows } = await world.owner.query(`select id from identity.role where key = 'role7'`)
  const role = `${product}/api/v1/roles/${rows[0].id}`
  const ask = (path: string, token = writer) => fetch(`${product}/api/v1${path}`, { headers: bearer(token) })
  const grants = (n: number) => [
    { permission: 'directory.company.read' },
    ...Array.from({ length: size.rights }, (_, i) => ({
      permission: `sales.entity${i}.${i % 2 === n % 2 ? 'read' : 'update'}`,
    })),
  ]
  const save = await times(9, n =>
    fetch(role, {
      method: 'PATCH',
      headers: { ...bearer(writer), 'content-type': 'application/json' },
      body: JSON.stringify({ grants: grants(n) }),
    }),
  )
  const people = await times(9, () => ask('/members?sort=name', leader))
  await world.owner.query(departments, [tenantId, size.departments + 1, size.tree])
  await world.owner.query('vacuum analyze identity.department')
  const top = await times(9, () => ask('/departments/tree'))
  const found = await times(9, () => ask('/departments/tree?search=3999'))
  const [moving, under] = await departmentIds(world)
  const move = await times(5, n =>
    fetch(`${product}/api/v1/departments/${moving}/move`, {
      method: 'POST',
      headers: { ...bearer(writer), 'content-type': 'application/json' },
      body: JSON.stringify({ parent: n % 2 ? null : under }),
    }),
  )
  return [
    row('saving a role among 200, ms', save, '<= 1000', `held by ${(size.people * 3) / size.roles} of 100,000 people`),
    row('people of a department and below, ms', people, '<= 1000', 'first page of 100,000, by name'),
    row('tree of 40,000 departments opens, ms', top, '<= 1000', 'its first level'),
    row('search in 40,000 departments, ms', found, '<= 1000', 'with the way to each hit'),
    row('moving a branch of 11,111 departments, ms', move, '<= 2000', 'under another one and back'),
  ]
}

/** An organisation of the size of a city's administration, one of a hundred with a million companies in all. */
export async function peopleRows(): Promise<Row[]> {
  const world = await makeWorld({ tenants: 100, rows: 10_000 })
  const { tenantId, leaders } = await fill(world)
  const product = await startProduct(world)
  try {
    return [
      ...(await ratios(world, leaders, product.url)),
      ...(await waits(world, leaders[0] as string, product.url, tenantId)),
    ]
  } finally {
    await product.stop()
    await world.stop()
  }
}
