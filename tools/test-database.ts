import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import type { Connection } from '../kernel/data/pool.ts'
import { startEmbeddedPostgres } from '../server/postgres/launcher.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The owner's connection; each test file makes a database of its own on this server. */
    postgres: Connection
  }
}

function fromUrl(text: string): Connection {
  const url = new URL(text)
  return {
    host: url.searchParams.get('host') ?? url.hostname,
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1) || 'postgres',
  }
}

/** One real PostgreSQL for the whole run: the one at DATABASE_URL, or our own in a folder that is gone afterwards. */
export default async function setup(project: TestProject) {
  if (process.env.DATABASE_URL) {
    project.provide('postgres', fromUrl(process.env.DATABASE_URL))
    return
  }
  const home = await mkdtemp(join(tmpdir(), 'tenon-test-'))
  await chmod(home, 0o755) // run as root, PostgreSQL's account must get to its folder in here
  const quiet = { info: () => {}, warn: console.warn, error: console.error }
  const postgres = await startEmbeddedPostgres({ home, log: quiet })
  project.provide('postgres', postgres.connection)
  return async () => {
    await postgres.stop()
    await rm(home, { recursive: true, force: true })
  }
}
