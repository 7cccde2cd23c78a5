import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, test } from 'vitest'
import { instanceTables } from '../data/instance-tables.ts'
import type { TestApp } from './app.ts'
import { connectFor } from './background.ts'

interface Column {
  readonly name: string
  readonly type: string
  readonly required: boolean
  /** A text that the checks on this column name, for those that accept only some. */
  readonly literal: string | null
}
interface WalledTable {
  readonly name: string
  readonly columns: readonly Column[]
}

const catalogue = `
  select format('%I.%I', n.nspname, c.relname) as name, json_agg(json_build_object(
    'name', a.attname, 'type', t.typname, 'required', a.attnotnull and not a.atthasdef and a.attname <> 'tenant_id',
    'literal', (select (regexp_match(pg_get_constraintdef(k.oid), '''([^'']+)'''))[1] from pg_constraint k
      where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum])) order by a.attnum) as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  join pg_type t on t.oid = a.atttypid
  where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema')
    and not exists (select 1 from unnest($1::text[]) as pattern where n.nspname || '.' || c.relname like pattern)
  group by 1 order by 1`

const samples: Readonly<Record<string, () => unknown>> = {
  uuid: randomUUID,
  text: () => `x${randomUUID().slice(0, 8)}`,
  int4: () => 1,
  int8: () => 1,
  numeric: () => 1,
  float8: () => 1,
  bool: () => true,
  jsonb: () => '{}',
  date: () => '2026-01-01',
  timestamptz: () => '2026-01-01T00:00:00Z',
  _text: () => [],
  _uuid: () => [],
  bytea: () => Buffer.from('x'),
}

/** An INSERT of a row of this tenant with something in every column that must have something. */
function rowOf(table: WalledTable, tenantId: string) {
  const columns = table.columns.filter(column => column.required)
  const values = columns.map(({ name, type, literal }) => {
    const sample = samples[type]
    if (!sample) throw new Error(`${table.name}.${name} is of the type ${type}, for which this test has no sample`)
    return type === 'text' && literal ? literal : sample()
  })
  const names = ['tenant_id', ...columns.map(({ name }) => `"${name}"`)]
  const text = `insert into ${table.name} (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`
  return { text, values: [tenantId, ...values] }
}

async function walledTables(owner: pg.Client): Promise<readonly WalledTable[]> {
  const patterns = instanceTables.map(name => name.replaceAll('_', '\\_').replace(/\*$/, '%'))
  return (await owner.query(catalogue, [patterns])).rows
}

/** In this database of the test's own a row needs none that it refers to, so that each table can be filled by itself. */
async function dropReferences(owner: pg.Client) {
  const { rows } = await owner.query(
    "select conrelid::regclass::text as name, conname from pg_constraint where contype = 'f' and conparentid = 0",
  )
  for (const { name, conname } of rows) await owner.query(`alter table ${name} drop constraint "${conname}"`)
  const triggers = await owner.query(
    'select tgrelid::regclass::text as name, tgname from pg_trigger where not tgisinternal',
  )
  for (const { name, tgname } of triggers.rows) await owner.query(`drop trigger "${tgname}" on ${name}`)
}
const asTenant = (client: pg.Client, id: string) => client.query("select set_config('app.tenant_id', $1, false)", [id])
const denied = { code: '42501' }

async function unchanged(client: pg.Client, sql: string, values: readonly unknown[]) {
  try {
    expect((await client.query(sql, [...values])).rowCount).toBe(0)
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    expect(error.code).toBe(denied.code)
  }
}

/** Promise T2: for every table of these systems and of the kernel, the database refuses what the application forgets. */
export function testWall(app: TestApp): void {
  test('with one tenant set, every table refuses to show, take, change or give away a row of another', async () => {
    const [own, other] = [await app.tenant(), await app.tenant()]
    const owner = await connectFor(app.database.owner)
    await dropReferences(owner)
    const tables = await walledTables(owner)
    expect(tables.map(table => table.name)).toContain('kernel.audit_event')
    for (const { id } of [own, other]) {
      await asTenant(owner, id)
      for (const table of tables) await owner.query(rowOf(table, id))
    }
    const server = await connectFor(app.database.app, own.id)
    for (const table of tables) {
      const { name } = table
      expect((await server.query(`select tenant_id from ${name}`)).rows, name).toEqual([{ tenant_id: own.id }])
      expect((await server.query(`select 1 from ${name} where tenant_id = $1`, [other.id])).rowCount, name).toBe(0)
      await expect(server.query(rowOf(table, other.id)), name).rejects.toMatchObject(denied)
      await unchanged(server, `update ${name} set tenant_id = tenant_id where tenant_id = $1`, [other.id])
      await unchanged(server, `delete from ${name} where tenant_id = $1`, [other.id])
      await expect(server.query(`update ${name} set tenant_id = $1`, [other.id]), name).rejects.toMatchObject(denied)
    }
    await asTenant(owner, other.id)
    for (const { name } of tables)
      expect((await owner.query(`select 1 from ${name} where tenant_id = $1`, [other.id])).rowCount, name).toBe(1)
  })

  test('with no tenant set, every table is empty and takes nothing', async () => {
    const owner = await connectFor(app.database.owner)
    const tables = await walledTables(owner)
    const server = await connectFor(app.database.app)
    for (const tenant of [undefined, '']) {
      if (tenant !== undefined) await asTenant(server, tenant)
      for (const table of tables) {
        expect((await server.query(`select 1 from ${table.name}`)).rowCount, table.name).toBe(0)
        await expect(server.query(rowOf(table, randomUUID())), table.name).rejects.toMatchObject(denied)
        await unchanged(server, `update ${table.name} set tenant_id = tenant_id`, [])
        await unchanged(server, `delete from ${table.name}`, [])
      }
    }
  })
}
