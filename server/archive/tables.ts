import { instanceTables } from '@tenon/kernel/data/instance-tables.ts'
import type { Session } from './connection.ts'

export interface Column {
  readonly name: string
  /** As PostgreSQL writes it in a cast. */
  readonly type: string
  /** A row cannot be without it, and nothing fills it in. */
  readonly required: boolean
}
/** A table as the catalogue of the live database knows it. `sql` is its quoted name. */
export interface Table {
  readonly name: string
  readonly sql: string
  readonly columns: readonly Column[]
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const columnsOf = `select n.nspname, c.relname, a.attname, format_type(a.atttypid, null),
    a.attnotnull and not a.atthasdef and a.attidentity = ''
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where c.relkind in ('r', 'p') and not c.relispartition and `

async function read({ rows }: Session, condition: string, values: readonly unknown[]): Promise<Table[]> {
  const found = await rows(`${columnsOf}${condition} order by 1, 2, a.attnum`, values)
  const tables = new Map<string, Table & { columns: Column[] }>()
  for (const [schema = '', table = '', column = '', type = '', required] of found as string[][]) {
    const name = `${schema}.${table}`
    const known = tables.get(name) ?? { name, sql: `${quoted(schema)}.${quoted(table)}`, columns: [] }
    tables.set(name, known)
    known.columns.push({ name: column, type, required: required === 't' })
  }
  return [...tables.values()]
}

const isInstance = ({ name }: Table) =>
  instanceTables.some(known => (known.endsWith('*') ? name.startsWith(known.slice(0, -1)) : name === known))
const ofTenants = `exists (select 1 from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant_id' and not t.attisdropped)
  and n.nspname not in ('pg_catalog', 'information_schema') and c.relpersistence <> 't'`

/** Every table that holds rows of tenants behind the wall, whichever system it belongs to. */
export const walledTables = async (session: Session): Promise<readonly Table[]> =>
  (await read(session, ofTenants, [])).filter(table => !isInstance(table))

/** The installation's own tables that say of a row whose it is: sessions, memberships. */
export const openTables = async (session: Session): Promise<readonly Table[]> =>
  (await read(session, ofTenants, [])).filter(isInstance)

/** One table by its name, if this database has it. */
export const tableNamed = async (session: Session, name: string): Promise<Table | undefined> =>
  (await read(session, "n.nspname || '.' || c.relname = $1", [name]))[0]
