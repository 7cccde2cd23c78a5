import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from '../backup/durable.ts'
import type { Header, Row } from './format.ts'

/*
 * The files of an organisation stand in its archive behind the tables, as if they were one: each in pieces, in order, as
 * base64. They never change once they are written, so the database's instant need not be theirs.
 */
const table = 'files'
const columns = ['name', 'content']
/** A multiple of three bytes, so that each piece is whole base64. */
const piece = 192 * 1024
const wellNamed = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

interface Kept {
  readonly name: string
  readonly size: number
}
const folderOf = (home: string, tenantId: string) => join(home, 'files', tenantId)
const piecesOf = ({ size }: Kept) => Math.max(1, Math.ceil(size / piece))

/** What lies in the organisation's folder, but for what is still being written. */
export async function filesOf(home: string, tenantId: string): Promise<readonly Kept[]> {
  const folder = folderOf(home, tenantId)
  if (!existsSync(folder)) return []
  const names = (await readdir(folder)).filter(name => wellNamed.test(name))
  return Promise.all(names.map(async name => ({ name, size: (await stat(join(folder, name))).size })))
}

export const filesTable = (files: readonly Kept[]): Header['tables'][number] => ({
  name: table,
  columns: [...columns],
  rows: files.reduce((sum, file) => sum + piecesOf(file), 0),
})

export async function* rowsOfFiles(
  home: string,
  tenantId: string,
  files: readonly Kept[],
  index: number,
): AsyncGenerator<Row> {
  for (const file of files) {
    const handle = await open(join(folderOf(home, tenantId), file.name))
    try {
      for (let i = 0; i < piecesOf(file); i++) {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(piece), 0, piece, i * piece)
        yield [index, file.name, buffer.toString('base64', 0, bytesRead)]
      }
    } finally {
      await handle.close()
    }
  }
}

/** The archive as the database is to see it: without its files. */
export function withoutFiles(header: Header): Header {
  return { ...header, tables: header.tables.filter(({ name }) => name !== table) }
}

/** Files of an archive on their way to disk: beside the organisation's folder until the database has its rows. */
export interface Arriving {
  /** The rows that are no files'; those of files go to disk as they come by. */
  rows(all: AsyncIterable<Row>): AsyncGenerator<Row>
  /** Puts what has arrived in the place of what was there. */
  settle(): Promise<void>
  /** Takes everything back. */
  abandon(): Promise<void>
}

export function arriving(home: string, { tenant, tables }: Header): Arriving {
  const index = tables.findIndex(({ name }) => name === table)
  const folder = folderOf(home, tenant.id)
  const draft = `${folder}.restoring`
  const former = `${folder}.replaced`

  async function write([, name, content]: Row) {
    if (!name || !wellNamed.test(name))
      throw new Error('The archive is damaged: it holds a file without a proper name.')
    const handle = await open(join(draft, name), 'a', 0o600)
    try {
      await handle.write(Buffer.from(content ?? '', 'base64'))
      await handle.sync()
    } finally {
      await handle.close()
    }
  }
  return {
    async *rows(all) {
      if (index >= 0) {
        await rm(draft, { recursive: true, force: true })
        await mkdir(draft, { recursive: true, mode: 0o700 })
      }
      for await (const row of all)
        if (row[0] === index) await write(row)
        else yield row
    },
    async settle() {
      if (index < 0) return
      await rm(former, { recursive: true, force: true })
      if (existsSync(folder)) await rename(folder, former)
      await rename(draft, folder)
      syncFolder(join(home, 'files'))
      await rm(former, { recursive: true, force: true })
    },
    abandon: () => rm(draft, { recursive: true, force: true }),
  }
}
