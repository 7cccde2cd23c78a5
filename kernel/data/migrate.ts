import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { monthsAhead } from '../audit/partitions.ts'
import { type Column, columnSql, constraintSql, createSql, type Table, tableOf, wallSql } from '../derive/sql.ts'
import type { Catalog } from '../entity/catalog.ts'
import { migrateJobs } from '../jobs/migrate-jobs.ts'
import type { Connection } from './pool.ts'

/**
 * Brings a database to what is declared, as its owner. Additive changes follow from the declarations; anything that
 * could lose or reinterpret rows is written by hand in a system's `migrations/` (see docs/decisions).
 */
export interface Migration {
  readonly owner: Connection
  readonly catalog: Catalog
  /** The role the server runs as, and its password. */
  readonly app: { readonly role: string; readonly password: string }
  readonly log?: (line: string) => void
}

const bookkeeping = `
create schema if not exists kernel;
create table if not exists kernel.migration (
  system text not null, file text not null, checksum text not null, applied_at timestamptz not null default now(),
  primary key (system, file)
);
create table if not exists kernel.declared_table (name text primary key, declaration jsonb not null);`

/** All servers of an installation may start at once; one migrates, the others wait and find it done. */
const lockKey = 7_304_562

export async function migrate(options: Migration): Promise<void> {
  const client = new pg.Client({ ...options.owner, application_name: 'tenon migrate' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey])
    await client.query('set client_min_messages = warning')
    await client.query('begin')
    await createRole(client, options.app)
    await client.query(bookkeeping)
    await openSchemas(client, options)
    await runFiles(client, 'kernel', new URL('../migrations/', import.meta.url), options)
    await wallKernelTables(client)
    await client.query('select kernel.make_audit_partitions($1)', [monthsAhead])
    await reconcileAll(client, options)
    for (const system of options.catalog.systems)
      if (system.migrations) await runFiles(client, system.name, system.migrations, options)
    await client.query('commit')
    await migrateJobs(options.owner, options.app.role)
  } finally {
    await client.end() // ends the lock too, and an unfinished transaction with it
  }
}

/** An owner that is no superuser may create the role and set its password, but not restate what it may not do. */
async function createRole(client: pg.Client, { role, password }: Migration['app']) {
  const { rows } = await client.query('select rolsuper, rolbypassrls from pg_roles where rolname = $1', [role])
  if (rows[0]?.rolsuper || rows[0]?.rolbypassrls)
    throw new Error(`The database role ${role} can pass the tenant wall: take SUPERUSER and BYPASSRLS from it first.`)
  const secret = client.escapeLiteral(password)
  const statement = rows[0] ? 'alter role %s password' : 'create role %s login noinherit password'
  await client.query(`${statement.replace('%s', client.escapeIdentifier(role))} ${secret}`)
}

async function openSchemas(client: pg.Client, { catalog, app }: Migration) {
  const schemas = new Set(['kernel', ...catalog.entities.map(entity => entity.table.schema)])
  for (const schema of schemas) {
    await client.query(`create schema if not exists "${schema}"`)
    await client.query(`grant usage on schema "${schema}" to "${app.role}"`)
  }
}

async function runFiles(client: pg.Client, system: string, folder: URL, { app, log }: Migration) {
  const files = (await readdir(folder)).filter(file => file.endsWith('.sql')).sort()
  for (const file of files) {
    const text = await readFile(new URL(file, folder), 'utf8')
    const checksum = createHash('sha256').update(text).digest('hex')
    const { rows } = await client.query('select checksum from kernel.migration where system = $1 and file = $2', [
      system,
      file,
    ])
    if (rows[0]?.checksum === checksum) continue
    if (rows[0]) throw new Error(`The migration ${system}/${file} was changed after it had been applied`)
    log?.(`migration ${system}/${file}`)
    await client.query(text.replaceAll('{{app}}', app.role))
    await client.query('insert into kernel.migration (system, file, checksum) values ($1, $2, $3)', [
      system,
      file,
      checksum,
    ])
  }
}

/** Every table of the kernel that carries a tenant goes behind the same wall as the declared ones. */
async function wallKernelTables(client: pg.Client) {
  const { rows } = await client.query(`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
    where n.nspname = 'kernel' and c.relkind in ('r', 'p') and not c.relforcerowsecurity`)
  for (const { name } of rows) for (const statement of wallSql(name)) await client.query(statement)
}

const label = (table: Table) => `${table.schema}.${table.name}`

async function reconcileAll(client: pg.Client, { catalog, app, log }: Migration) {
  const { rows } = await client.query<{ name: string; declaration: Table }>(
    'select name, declaration from kernel.declared_table',
  )
  const known = new Map(rows.map(row => [row.name, row.declaration]))
  const wanted = catalog.entities.map(entity => tableOf(entity, catalog.parentOf(entity)))
  const changed = wanted.filter(
    table => JSON.stringify(sorted(known.get(label(table)))) !== JSON.stringify(sorted(table)),
  )
  for (const table of changed) {
    log?.(`table ${label(table)}`)
    const before = known.get(label(table))
    for (const statement of before ? alterSql(before, table) : createSql(table, app.role)) await client.query(statement)
  }
  // Foreign keys last: tables may refer to one another in any order.
  for (const table of changed) {
    const had = new Map((known.get(label(table))?.constraints ?? []).map(c => [c.name, c.definition]))
    for (const key of table.constraints.filter(c => c.definition.startsWith('foreign key')))
      if (had.get(key.name) !== key.definition) await client.query(constraintSql(table, key))
  }
  for (const table of changed)
    await client.query(
      'insert into kernel.declared_table (name, declaration) values ($1, $2) on conflict (name) do update set declaration = excluded.declaration',
      [label(table), JSON.stringify(table)],
    )
}

/** jsonb gives keys back in its own order; comparing needs one order for both sides. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, sorted(v)]),
  )
}

/** What turns the table that was declared before into the one declared now. Throws where only a person can decide. */
function alterSql(before: Table, after: Table): string[] {
  const name = `"${after.schema}"."${after.name}"`
  const had = new Map(before.columns.map(column => [column.name, column]))
  const has = new Set(after.columns.map(column => column.name))
  const columns = after.columns.flatMap(column => alterColumn(name, had.get(column.name), column, label(after)))
  const gone = before.columns.filter(column => !has.has(column.name) && column.notNull)
  const relaxed = gone.map(column => `alter table ${name} alter column "${column.name}" drop not null`)
  return [
    ...columns,
    ...relaxed,
    ...alterConstraints(name, before, after),
    ...alterIndexes(before, after),
    ...alterTriggers(name, before, after),
  ]
}

function alterTriggers(table: string, { triggers: before = [] }: Table, { triggers: after = [] }: Table): string[] {
  const had = new Map(before.map(t => [t.name, t.definition]))
  const gone = before.filter(({ name }) => !after.some(t => t.name === name))
  return [
    ...gone.map(({ name }) => `drop trigger if exists "${name}" on ${table}`),
    ...after.filter(t => had.get(t.name) !== t.definition).map(t => t.definition),
  ]
}

function alterColumn(table: string, before: Column | undefined, after: Column, where: string): string[] {
  if (!before) return [`alter table ${table} add column ${columnSql(after)}`]
  if (before.type !== after.type)
    throw new Error(
      `${where}.${after.name} changes from ${before.type} to ${after.type}: write a migration that says how`,
    )
  if (before.notNull === after.notNull) return []
  return [`alter table ${table} alter column "${after.name}" ${after.notNull ? 'set' : 'drop'} not null`]
}

function alterConstraints(table: string, before: Table, after: Table): string[] {
  const wanted = new Map(after.constraints.map(c => [c.name, c.definition]))
  const had = new Map(before.constraints.map(c => [c.name, c.definition]))
  const dropped = before.constraints.filter(c => wanted.get(c.name) !== c.definition)
  const added = after.constraints.filter(
    c => had.get(c.name) !== c.definition && !c.definition.startsWith('foreign key'),
  )
  return [
    ...dropped.map(c => `alter table ${table} drop constraint if exists "${c.name}"`),
    ...added.map(c => constraintSql(after, c)),
  ]
}

function alterIndexes(before: Table, after: Table): string[] {
  const wanted = new Map(after.indexes.map(i => [i.name, i.definition]))
  const had = new Map(before.indexes.map(i => [i.name, i.definition]))
  const dropped = before.indexes.filter(i => wanted.get(i.name) !== i.definition)
  const added = after.indexes.filter(i => had.get(i.name) !== i.definition)
  return [...dropped.map(i => `drop index if exists "${after.schema}"."${i.name}"`), ...added.map(i => i.definition)]
}
