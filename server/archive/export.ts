import { createWriteStream, existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Connection } from '@tenon/kernel/data/pool.ts'
import { syncFolder } from '../backup/durable.ts'
import { version } from '../version.ts'
import { openWall, type Session, withSession } from './connection.ts'
import { filesOf, filesTable, rowsOfFiles } from './files.ts'
import { type Header, linesOf, type Row } from './format.ts'
import { historyOf } from './history.ts'
import { peopleTables } from './people.ts'
import { quoted, type Table, tableNamed, walledTables } from './tables.ts'

/** A table to be archived: which rows of it, with the tenant as $1. The tenant's id itself is in the header only. */
interface Part extends Table {
  readonly condition: string
}

const withoutTenant = (table: Table): Table => ({
  ...table,
  columns: table.columns.filter(column => column.name !== 'tenant_id'),
})

async function partsOf(session: Session): Promise<readonly Part[]> {
  const tenant = (await tableNamed(session, 'kernel.tenant')) as Table
  const walled = (await walledTables(session)).map(withoutTenant)
  return [
    { ...tenant, condition: 'id = $1' },
    ...(await peopleTables(session)),
    ...walled.map(table => ({ ...table, condition: 'tenant_id = $1' })),
  ]
}

async function headerOf(session: Session, slug: string, parts: readonly Part[]): Promise<Header> {
  const [found] = await session.rows('select id, slug, name from kernel.tenant where slug = $1', [slug])
  if (!found) throw new Error(`There is no organisation "${slug}".`)
  const [id, , name] = found as string[] as [string, string, string]
  await openWall(session, id)
  const tables: Header['tables'] = []
  for (const { name, sql, columns, condition } of parts) {
    const [counted] = await session.rows(`select count(*) from ${sql} where ${condition}`, [id])
    tables.push({ name, columns: columns.map(column => column.name), rows: Number(counted?.[0]) })
  }
  const history = await historyOf(session, id)
  const at = new Date().toISOString()
  return { archive: 'tenon tenant', format: 1, version, at, tenant: { id, slug, name }, history, tables }
}

const aim = 1_000_000
const most = 1_000
const bytesOf = (rows: readonly (readonly (string | null)[])[]) =>
  rows.reduce((sum, cells) => sum + cells.reduce((length, cell) => length + (cell?.length ?? 0), 0), 0)

/** Fetches about a megabyte at a time, however long the rows of the table are. */
async function* rowsOf({ rows }: Session, tenantId: string, part: Part, index: number): AsyncGenerator<Row> {
  const list = part.columns.map(column => quoted(column.name)).join(', ')
  const condition = part.condition.replaceAll('$1', `'${tenantId}'::uuid`) // a cursor takes no parameters
  await rows(`declare part no scroll cursor for select ${list} from ${part.sql} where ${condition}`)
  for (let size = 50; ; ) {
    const fetched = await rows(`fetch ${size} from part`)
    for (const cells of fetched) yield [index, ...cells]
    if (fetched.length < size) break
    const each = bytesOf(fetched) / size
    size = Math.max(1, Math.min(most, size * 4, Math.floor(aim / (each + 1))))
  }
  await rows('close part')
}

async function* allRows(session: Session, tenantId: string, parts: readonly Part[]): AsyncGenerator<Row> {
  for (const [index, part] of parts.entries()) yield* rowsOf(session, tenantId, part, index)
}

/** The header and the rows of everything: what the tables hold, and behind it the files below `home`. */
async function wholeOf(session: Session, slug: string, home: string | undefined) {
  const parts = await partsOf(session)
  const header = await headerOf(session, slug, parts)
  const { id } = header.tenant
  const files = home === undefined ? [] : await filesOf(home, id)
  async function* rows() {
    yield* allRows(session, id, parts)
    if (home !== undefined) yield* rowsOfFiles(home, id, files, parts.length)
  }
  const tables = files.length ? [...header.tables, filesTable(files)] : header.tables
  return { header: { ...header, tables }, rows: rows() }
}

/** Under a name of its own until it is whole and on the disk. */
async function writeArchive(path: string, lines: AsyncIterable<string>): Promise<void> {
  const draft = `${path}.unfinished`
  try {
    const file = createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true })
    await pipeline(Readable.from(lines, { objectMode: true }), createGzip({ level: 6 }), file)
    await rename(draft, path)
    syncFolder(resolve(path, '..'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await rm(draft, { force: true })
    throw error
  }
}

/**
 * Writes everything of one organisation, as it was at one instant, into a file; with `home` also the files that people
 * keep there. Throws an Error of one line.
 */
export async function exportTenant(owner: Connection, slug: string, to: string, home?: string): Promise<Header> {
  const path = resolve(to)
  if (existsSync(path)) throw new Error(`${path} is there already.`)
  return withSession(owner, async session => {
    await session.rows('begin isolation level repeatable read, read only')
    await session.rows('set local cursor_tuple_fraction = 1') // every row is fetched, so no plan for the first few
    const { header, rows } = await wholeOf(session, slug, home)
    await writeArchive(path, linesOf(header, rows))
    return header
  })
}
