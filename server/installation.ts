import { createHmac } from 'node:crypto'
import { openRuntime } from '@tenon/kernel/background/runtime.ts'
import { migrate } from '@tenon/kernel/data/migrate.ts'
import { type Connection, openPool, type Pool } from '@tenon/kernel/data/pool.ts'
import { type Catalog, catalog } from '@tenon/kernel/entity/catalog.ts'
import { type KeyRing, openKeyRing } from '@tenon/kernel/secrets/key-ring.ts'
import { requireMaster } from '@tenon/kernel/secrets/master.ts'
import type { FastifyBaseLogger } from 'fastify'
import { joinEmbeddedPostgres, startEmbeddedPostgres } from './postgres/launcher.ts'
import type { Settings } from './settings.ts'
import { systems } from './systems.ts'

/** An opened database of this product, at the schema of this version. */
export interface Installation {
  readonly settings: Settings
  readonly log: FastifyBaseLogger
  readonly catalog: Catalog
  readonly pool: Pool
  /** Tells whoever listens with `onCommit` of each commit that changed something. */
  readonly runtime: ReturnType<typeof openRuntime>
  /** For migrations, backups and checks only; requests never see it. */
  readonly owner: Connection
  readonly app: Connection
  close(): Promise<void>
}

function fromUrl(text: string): Connection {
  const url = new URL(text)
  return {
    host: url.searchParams.get('host') ?? url.hostname,
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)) || 'tenon',
  }
}

/** A key for one purpose, from the installation's secret: knowing one tells nothing of the others. */
export function deriveKey({ secret }: Pick<Settings, 'secret'>, purpose: string): string {
  if (!secret) throw new Error('TENON_SECRET is not set.')
  return createHmac('sha256', secret).update(purpose).digest('hex')
}

interface Database {
  readonly owner: Connection
  stop(): Promise<void>
}

async function openDatabase(settings: Settings, log: FastifyBaseLogger, joining: boolean): Promise<Database> {
  if (settings.databaseUrl) return { owner: fromUrl(settings.databaseUrl), stop: async () => {} }
  const open = joining ? joinEmbeddedPostgres : startEmbeddedPostgres
  const { connection, stop } = await open({ home: settings.home, log })
  return { owner: connection, stop }
}

/** The database as its owner sees it, for what must be done before the installation can be opened. */
export async function withDatabase(
  settings: Settings,
  log: FastifyBaseLogger,
  work: (owner: Connection, secret: string | undefined) => Promise<void>,
): Promise<void> {
  const { owner, stop } = await openDatabase(settings, log, true)
  try {
    await work(owner, settings.secret)
  } finally {
    await stop()
  }
}

const minute = 60_000

/** Notices the keys that other processes make, so that this one soon seals with them too. Answers how to stop. */
function keepFresh(ring: KeyRing, log: FastifyBaseLogger): () => void {
  const look = () => void ring.refresh().catch(error => log.warn({ err: error }, 'the keys could not be read again'))
  const timer = setInterval(look, minute).unref()
  return () => clearInterval(timer)
}

/**
 * Starts or joins the database and brings it to this version. `joining`: an administration command beside a running
 * server uses that server's PostgreSQL.
 */
export async function openInstallation(
  settings: Settings,
  log: FastifyBaseLogger,
  options: { joining?: boolean; connections?: number } = {},
): Promise<Installation> {
  const database = await openDatabase(settings, log, options.joining ?? false)
  try {
    const { owner } = database
    const deployed = catalog(systems)
    const role = `${owner.database}_app`
    const password = deriveKey(settings, `database role ${role}`)
    // First of all: migrating gives the run-time role the password of this secret, which shuts out every other server.
    await requireMaster(owner, deriveKey(settings, 'secrets'))
    await migrate({ owner, catalog: deployed, app: { role, password }, log: line => log.info(line) })
    const app = { ...owner, user: role, password }
    const pool = openPool(app, {
      max: options.connections ?? 10,
      onError: error => log.warn({ err: error }, 'an idle connection broke'),
    })
    const secrets = await openKeyRing(pool, deriveKey(settings, 'secrets')).catch(async error => {
      await pool.end()
      throw error
    })
    const stopLooking = keepFresh(secrets, log)
    const close = async () => {
      stopLooking()
      await pool.end()
      await database.stop()
    }
    return { settings, log, catalog: deployed, pool, runtime: openRuntime(pool, secrets), owner, app, close }
  } catch (error) {
    await database.stop()
    throw error
  }
}
