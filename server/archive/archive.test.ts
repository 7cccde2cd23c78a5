import { createHash, randomUUID } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { department, identity } from '@tenon/identity'
import { createPerson, createTenant, type findTenant, openIdentity, operator } from '@tenon/identity/server'
import { sealBlock } from '@tenon/kernel/audit/sealing.ts'
import { verifyChain } from '@tenon/kernel/audit/verification.ts'
import { migrate } from '@tenon/kernel/data/migrate.ts'
import { type Connection, openPool, type Pool } from '@tenon/kernel/data/pool.ts'
import { insertRecord } from '@tenon/kernel/data/records.ts'
import { type Runtime, unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { buildServer } from '@tenon/kernel/http/server.ts'
import { testApp } from '@tenon/kernel/testing/app.ts'
import { machine, person, reading, workshop } from '@tenon/kernel/testing/workshop.ts'
import pg from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { clear, quiet } from '../postgres/fixture/home.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../postgres/launcher.ts'
import { deleteTenant } from './delete.ts'
import { exportTenant } from './export.ts'
import { restoreTenant } from './restore.ts'

const app = await testApp([identity, workshop])
const here: Cluster = { owner: app.database.owner, runtime: app.runtime }
const password = 'thirteen grey herons'

interface Cluster {
  readonly owner: Connection
  readonly runtime: Runtime
}

const folder = mkdtempSync(join(tmpdir(), 'tenon-archive-'))
chmodSync(folder, 0o711) // run as root, PostgreSQL's account must get to what is below
let elsewhere: EmbeddedPostgres
let there: Cluster
beforeAll(async () => {
  elsewhere = await startEmbeddedPostgres({ home: join(folder, 'home'), log: quiet })
  const owner = elsewhere.connection
  const role = { role: 'tenon_app', password: randomUUID() }
  await migrate({ owner, catalog: app.catalog, app: role })
  const pool = openPool({ ...owner, user: role.role, password: role.password }, { max: 2 })
  there = { owner, runtime: { pool, committed: () => {} } }
})
afterAll(async () => {
  await there?.runtime.pool.end()
  await elsewhere?.stop()
  clear(folder)
})

async function ask(owner: Connection, text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    return (await client.query(text, values)).rows
  } finally {
    await client.end()
  }
}

const allTables = `select format('%I.%I', n.nspname, c.relname) as name,
    exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id') as walled
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' order by 1`

/** What a table holds of one tenant, or of all others; where the history stands is the cluster's own affair. */
async function digest(owner: Connection, which: '=' | '<>', tenantId: string) {
  const found: Record<string, unknown> = {}
  for (const { name, walled } of await ask(owner, allTables)) {
    if (which === '=' && (!walled || name === 'auth.session')) continue
    const condition = walled
      ? `tenant_id ${which} $1`
      : name === 'kernel.tenant'
        ? `id ${which} $1`
        : '$1::uuid is not null'
    const text = `select count(*)::int, md5(string_agg((to_jsonb(t) - 'tx' - 'to_tx')::text, ' ' order by to_jsonb(t)->>'hash', t::text)) as sum
      from ${name} t where ${condition}`
    found[name as string] = (await ask(owner, text, [tenantId]))[0]
  }
  return found
}

async function sealAll(pool: Pool, tenantId: string) {
  for (let i = 0; i < 200; i++) if (!(await sealBlock(pool, tenantId, 4)).waiting) return
  throw new Error('events stay unsealed')
}

let turn = 0
async function organisation(cluster = here) {
  const slug = `org-${++turn}-${randomUUID().slice(0, 8)}`
  const administrator = { name: 'Boss', email: `boss@${slug}.example`, password }
  const { tenant } = await createTenant(
    { runtime: cluster.runtime, catalog: app.catalog },
    { slug, name: `榫 "${slug}"'; drop table kernel.tenant; --`, administrator },
  )
  await work(cluster, tenant, 3)
  return { ...tenant, email: administrator.email }
}

/** Some history: records with lines, references, every kind of value, changes. */
function work({ runtime }: Cluster, tenant: Awaited<ReturnType<typeof findTenant>>, count: number) {
  return unitOfWork(runtime, tenant, operator, async unit => {
    let above: unknown = null
    for (let i = 0; i < count; i++) {
      above = (await insertRecord(unit, department, { name: `部门 ${i}`, parent: above }, { restricted: false })).id
      const owner = await insertRecord(unit, person, { name: `O'Neil \\ {null,"x"} ${i}` }, { restricted: false })
      const values = {
        name: `机器 $1 ${i}\n\t"'`,
        story: 'x'.repeat(2_000),
        power: 10,
        isPublic: true,
        weight: '12.345',
        price: { amount: '99.50', currency: 'EUR' },
        builtOn: '2024-02-29',
        seenAt: '2026-01-02T03:04:05.678Z',
        uses: ['cut', 'weld'],
        settings: { deep: [1, null, { $1: 'a,b' }] },
        owner: owner.id,
        parts: [
          { name: 'bolt, "M8"', quantity: 4 },
          { name: 'NULL', quantity: 1 },
        ],
      }
      const record = await insertRecord(unit, machine, values, { restricted: false })
      await insertRecord(unit, reading, { machine: record.id, value: i }, { restricted: false })
    }
  })
}

const fileFor = () => join(folder, `${randomUUID()}.tenant`)
async function archived(cluster: Cluster, slug: string) {
  const file = fileFor()
  await exportTenant(cluster.owner, slug, file)
  return file
}

test('an organisation comes back as it was archived, and no row of any other is touched', async () => {
  const [acme, other] = [await organisation(), await organisation()]
  await sealAll(app.runtime.pool, acme.id)
  await work(here, acme, 1)
  const [own, others] = [await digest(here.owner, '=', acme.id), await digest(here.owner, '<>', acme.id)]
  const file = await archived(here, acme.slug)
  const [before] = await ask(here.owner, 'select access_version::int as version from kernel.tenant where id = $1', [
    acme.id,
  ])

  await work(here, acme, 2)
  await createPerson(app.runtime, acme, { name: 'Late', email: `late@${acme.slug}.example`, roles: [] })
  await ask(here.owner, 'delete from workshop.reading where tenant_id = $1', [acme.id])
  await expect(restoreTenant(here.owner, file, {})).rejects.toThrow(/is here already: --replace/)
  await restoreTenant(here.owner, file, { replace: true })

  expect(await digest(here.owner, '=', acme.id)).toEqual(own)
  expect(await digest(here.owner, '<>', acme.id)).toEqual(others)
  const [after] = await ask(
    here.owner,
    'select status, access_version::float8 as version from kernel.tenant where id = $1',
    [acme.id],
  )
  expect(after?.status).toBe('active')
  expect(after?.version).toBeGreaterThan((before?.version as number) + 1_000)
  expect((await verifyChain(app.runtime.pool, other.id)).fault).toBeUndefined()
})

test('the chain of history goes on in the same cluster, in a younger one, and back again', async () => {
  const acme = await organisation()
  await sealAll(app.runtime.pool, acme.id)
  await work(here, acme, 1)
  const steps: [Cluster, Cluster][] = [
    [here, here],
    [here, there],
    [there, there],
    [there, here],
    [here, here],
  ]
  for (const [from, to] of steps) {
    const old = await verifyChain(from.runtime.pool, acme.id)
    await restoreTenant(to.owner, await archived(from, acme.slug), { replace: true })
    const { pool } = to.runtime
    expect(await verifyChain(pool, acme.id)).toEqual(old)
    await work(to, acme, 1)
    await sealAll(pool, acme.id)
    const sealed = await verifyChain(pool, acme.id)
    expect(sealed).toMatchObject({ fault: undefined, unsealed: 0 })
    expect(sealed.events).toBeGreaterThan(old.events)
    await work(to, acme, 1)
  }
  await ask(here.owner, "update kernel.audit_event set actor_name = 'x' where tenant_id = $1 and tx < 0", [acme.id])
  expect((await verifyChain(app.runtime.pool, acme.id)).fault).toMatchObject({ kind: 'edited' })
})

/** A server people sign in to. */
async function signInAt({ runtime }: Cluster) {
  const baseUrl = 'https://tenon.example'
  const { authenticate } = openIdentity({ runtime, catalog: app.catalog, baseUrl, secret: 's'.repeat(40) })
  const { http } = await buildServer({ catalog: app.catalog, runtime, authenticate, baseUrl, version: 'test' })
  onTestFinished(() => http.close())
  return (identifier: string, secret = password) =>
    http.inject({ method: 'POST', url: '/api/v1/auth/login', payload: { identifier, password: secret } })
}

test('its people sign in elsewhere with their passwords; who has an account there keeps it', async () => {
  const [acme, local] = [await organisation(), await organisation(there)]
  await createPerson(app.runtime, acme, {
    name: 'Both',
    email: local.email,
    password: 'another good password',
    roles: [{ role: 'administrator' }],
  })
  await restoreTenant(there.owner, await archived(here, acme.slug), { as: `${acme.slug}-copy` })
  const signIn = await signInAt(there)
  expect((await signIn(acme.email)).statusCode).toBe(200)
  expect((await signIn(local.email)).statusCode).toBe(200)
  expect((await signIn(local.email, 'another good password')).statusCode).toBe(401)
  const names = await ask(
    there.owner,
    `select t.slug from auth.membership m join auth."user" u on u.id = m.user_id
    join kernel.tenant t on t.id = m.tenant_id where u.email = $1 order by m.active, t.created_at`,
    [local.email],
  )
  expect(names.map(({ slug }) => slug).sort()).toEqual([local.slug, `${acme.slug}-copy`].sort())
})

test('a name that another organisation has is refused', async () => {
  const [acme, other] = [await organisation(), await organisation(there)]
  const file = await archived(here, acme.slug)
  await expect(restoreTenant(there.owner, file, { as: other.slug, replace: true })).rejects.toThrow(
    /^Another organisation is called/,
  )
  await expect(restoreTenant(there.owner, file, { as: 'No way' })).rejects.toThrow(/must be 2 to 41/)
  await expect(exportTenant(here.owner, acme.slug, file)).rejects.toThrow(/is there already/)
  await expect(exportTenant(here.owner, 'nobody', fileFor())).rejects.toThrow('There is no organisation "nobody".')
})

/** The archive with its lines changed and, as a forger would, its digest made to fit. */
function forged(file: string, change: (lines: unknown[][]) => void): string {
  const lines = gunzipSync(readFileSync(file))
    .toString()
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  lines.pop()
  change(lines)
  const body = lines.map(line => `${JSON.stringify(line)}\n`).join('')
  const sha256 = createHash('sha256').update(body).digest('hex')
  const path = fileFor()
  writeFileSync(path, gzipSync(`${body}${JSON.stringify({ rows: lines.length - 1, sha256 })}\n`))
  return path
}
type Head = { version: string; tables: { name: string; columns: string[]; rows: number }[]; tenant: { id: string } }
const headOf = (lines: unknown[][]) => lines[0] as unknown as Head
const place = (lines: unknown[][], name: string) => headOf(lines).tables.findIndex(table => table.name === name)

test('a damaged archive is refused and changes nothing', async () => {
  const acme = await organisation()
  const file = await archived(here, acme.slug)
  const whole = readFileSync(file)
  const before = await digest(here.owner, '=', acme.id)
  const restore = (content: Uint8Array) => {
    const path = fileFor()
    writeFileSync(path, content)
    return restoreTenant(here.owner, path, { replace: true })
  }
  for (const at of [2, 200, whole.length >> 1, whole.length - 400, whole.length - 6]) {
    const copy = Buffer.from(whole)
    copy[at] = (copy[at] as number) ^ 4
    await expect(restore(copy), String(at)).rejects.toThrow(/^The archive is damaged: [^\n]*\.$/)
  }
  for (const length of [0, 10, whole.length >> 1, whole.length - 5])
    await expect(restore(whole.subarray(0, length)), String(length)).rejects.toThrow(/^The archive is damaged/)
  const unzipped = gunzipSync(whole)
  const text = Buffer.from(unzipped.toString().replaceAll('机器', '器机'))
  await expect(restore(gzipSync(text))).rejects.toThrow('The archive is damaged: its SHA-256 is not what was written.')
  await expect(
    restore(gzipSync(unzipped.subarray(0, unzipped.lastIndexOf('\n', unzipped.length - 2) + 1))),
  ).rejects.toThrow(/no end/)
  await expect(restore(Buffer.from('nothing of ours'))).rejects.toThrow(/^The archive is damaged/)
  expect(await digest(here.owner, '=', acme.id)).toEqual(before)
  const [row] = await ask(here.owner, 'select status from kernel.tenant where id = $1', [acme.id])
  expect(row?.status).toBe('active')
})

test('what another version or a forger put into an archive is refused in one line and runs nowhere', async () => {
  const [acme, victim] = [await organisation(), await organisation()]
  const file = await archived(here, acme.slug)
  const others = await digest(here.owner, '<>', acme.id)
  const refuse = async (change: (lines: unknown[][]) => void) => {
    const outcome = restoreTenant(here.owner, forged(file, change), { replace: true })
    return String(((await outcome.catch((error: Error) => error)) as Error).message)
  }
  expect(await refuse(lines => headOf(lines).tables.push({ name: 'crm.lead', columns: ['id'], rows: 0 }))).toMatch(
    /^This version has no table crm\.lead, which the archive of version \S+ holds\.$/,
  )
  expect(
    await refuse(lines => {
      const table = headOf(lines).tables[place(lines, 'workshop.reading')]
      if (table) table.columns[0] = 'id") values (1); drop table kernel.tenant; --'
    }),
  ).toMatch(/^This version has no column workshop\.reading\.id"/)
  expect(
    await refuse(lines => headOf(lines).tables.push({ name: 'kernel.migration', columns: ['system'], rows: 0 })),
  ).toMatch(/no table/)
  expect(await refuse(lines => headOf(lines).tables.push({ name: 'auth.session', columns: ['id'], rows: 0 }))).toMatch(
    /no table/,
  )
  expect(
    await refuse(lines => {
      headOf(lines).tables[place(lines, 'workshop.person')]?.columns.push('tenant_id')
      for (const line of lines) if (line[0] === place(lines, 'workshop.person')) line.push(victim.id)
    }),
  ).toMatch(/no column workshop\.person\.tenant_id/)
  expect(
    await refuse(lines => {
      headOf(lines).tenant.id = victim.id
    }),
  ).toMatch(/^(The archive is damaged: it holds another organisation|Another organisation is called)/)
  expect(
    await refuse(lines => {
      const table = place(lines, 'kernel.audit_event')
      const at = headOf(lines).tables[table]?.columns.indexOf('actor_name') ?? -1
      for (const line of lines) if (line[0] === table) line[at + 1] = 'Nobody'
    }),
  ).toMatch(/^The history in the archive is not what was sealed \(edited\)\.$/)
  expect(await digest(here.owner, '<>', acme.id)).toEqual(others)
})

test('a deleted organisation is found nowhere, and its people who belong elsewhere stay', async () => {
  const marker = `marker${randomUUID().replaceAll('-', '')}`
  const [acme, other] = [await organisation(), await organisation()]
  await unitOfWork(app.runtime, acme, operator, async unit => {
    await insertRecord(unit, person, { name: marker }, { restricted: false })
  })
  await createPerson(app.runtime, acme, { name: marker, email: `${marker}@x.example`, password, roles: [] })
  await createPerson(app.runtime, acme, { name: 'Both', email: other.email, roles: [] })
  expect((await (await signInAt(here))(`${marker}@x.example`)).statusCode).toBe(200)
  await ask(here.owner, `select pgboss.create_queue('x', '{"policy": "standard"}')`)
  await ask(here.owner, `insert into pgboss.job (name, data, group_id) values ('x', $2, $1)`, [
    acme.id,
    JSON.stringify({ marker }),
  ])
  mkdirSync(join(folder, 'files', acme.id), { recursive: true })
  writeFileSync(join(folder, 'files', acme.id, 'drawing'), marker)
  mkdirSync(join(folder, 'files', other.id))
  const file = await archived(here, acme.slug)
  const own = await digest(here.owner, '=', acme.id)

  const { counts, files } = await deleteTenant(here.owner, folder, acme.slug)
  expect(files).toBe(1)
  expect(Object.fromEntries(counts)).toMatchObject({
    'kernel.tenant': 1,
    'auth.user': 2,
    'pgboss.job': 1,
    'workshop.person': 4,
    'auth.session': 1,
  })
  for (const { name } of await ask(here.owner, allTables)) {
    const found = await ask(
      here.owner,
      `select 1 from ${name} t where strpos(t::text, $1) > 0 or strpos(t::text, $2) > 0`,
      [marker, acme.id],
    )
    expect(found, String(name)).toEqual([])
  }
  expect(() => readFileSync(join(folder, 'files', acme.id, 'drawing'))).toThrow(/ENOENT/)
  const signIn = await signInAt(here)
  expect((await signIn(other.email)).statusCode).toBe(200)
  expect((await signIn(acme.email)).statusCode).toBe(401)

  await restoreTenant(here.owner, file, {})
  expect(await digest(here.owner, '=', acme.id)).toEqual(own)
  expect((await signIn(acme.email)).statusCode).toBe(200)
})
