import type { Log } from '@tenon/kernel/background/log.ts'
import type { Pool } from '@tenon/kernel/data/pool.ts'
import type { FileStore } from './store.ts'

/** The bytes of a removed file are kept for a while, and what no row names yet may belong to an upload under way. */
const keptAfterRemoval = '30 days'
const young = 24 * 60 * 60 * 1000

const named = `select stored_as from workspace.file
  where tenant_id = $1 and (deleted_at is null or deleted_at > now() - $2::interval)`

/** Removes the bytes that no record needs any more. Answers how many files went. */
export async function cleanFiles(pool: Pool, files: FileStore, now = Date.now()): Promise<number> {
  let gone = 0
  for (const tenantId of await files.tenants()) {
    const [rows = []] = await pool.flight(tenantId, [{ text: named, values: [tenantId, keptAfterRemoval] }])
    const needed = new Set(rows.map(([key]) => key))
    for (const { name, changedAt } of await files.stored(tenantId)) {
      if (needed.has(name) || now - changedAt.getTime() < young) continue
      await files.drop(tenantId, name)
      gone++
    }
  }
  return gone
}

const every = 6 * 60 * 60 * 1000
const atFirst = 10 * 60 * 1000

/** Cleans now and then for as long as the server runs; several servers over one folder do each other no harm. */
export function startFileCleaning({ pool, files, log }: { pool: Pool; files: FileStore; log: Log }) {
  let cleaning: Promise<unknown> = Promise.resolve()
  const clean = () => {
    cleaning = cleanFiles(pool, files).catch(error => log.error({ err: error }, 'The files could not be cleaned'))
  }
  const first = setTimeout(clean, atFirst).unref()
  const again = setInterval(clean, every).unref()
  return {
    stop: async () => {
      clearTimeout(first)
      clearInterval(again)
      await cleaning
    },
  }
}
