import pg from 'pg'
import { type Results, type Statement, sendBatch } from './batch.ts'

/** How to reach PostgreSQL; host may be the folder of a local socket. */
export interface Connection {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
}

/**
 * How the tenant reaches the session. flight: `set_config(…, true)` inside one implicit transaction. block: `SET LOCAL`
 * inside BEGIN … COMMIT, the only form that distributed Citus passes on to its workers.
 */
export type ContextMode = 'flight' | 'block'

export interface Pool {
  readonly mode: ContextMode
  /** One flight for one tenant: all statements take effect together. Results are those of the statements alone. */
  flight(tenantId: string, statements: readonly Statement[]): Promise<Results>
  /**
   * The same on a connection kept for what a transaction waits for while it holds one of the others: were it to queue with
   * them, as many transactions as there are connections would wait for each other.
   */
  aside(tenantId: string, statements: readonly Statement[]): Promise<Results>
  /** One flight outside any tenant: only tables without a wall answer. */
  instance(statements: readonly Statement[]): Promise<Results>
  /** A connection for work that must read before it writes. It has begun nothing yet. */
  connect(): Promise<pg.PoolClient>
  end(): Promise<void>
}

/** Bounds that keep one bad statement from holding everyone: milliseconds. */
const limits = { statement_timeout: 30_000, lock_timeout: 10_000, idle_in_transaction_session_timeout: 30_000 }
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export const begin: Statement = { text: 'begin', values: [] }
export const commit: Statement = { text: 'commit', values: [] }
export const rollback: Statement = { text: 'rollback', values: [] }

/** The statement that opens the wall for one tenant until the end of the transaction. */
export function tenantContext(tenantId: string, mode: ContextMode): Statement {
  if (!uuid.test(tenantId)) throw new Error('A tenant id is a UUID')
  if (mode === 'block') return { text: `set local app.tenant_id = '${tenantId}'`, values: [] }
  return { text: "select set_config('app.tenant_id', $1, true)", values: [tenantId] }
}

/** PostgreSQL says why it closes a connection before it does: such a one must not go back among the others. */
const isConnectionLost = (error: unknown) => !(error instanceof pg.DatabaseError) || /^(57P0|08)/.test(error.code ?? '')

async function sendBlock(client: pg.PoolClient, statements: readonly Statement[]): Promise<Results> {
  try {
    return (await sendBatch(client, [begin, ...statements, commit])).slice(1, -1)
  } catch (error) {
    await sendBatch(client, [rollback])
    throw error
  }
}

/** A connection error while idle must not end the process: the pool drops that connection and opens another. */
export function openPool(
  connection: Connection,
  options: { max?: number; mode?: ContextMode; onError?: (error: Error) => void } = {},
): Pool {
  const { max = 10, mode = 'flight', onError = () => {} } = options
  const settings = {
    ...connection,
    ...limits,
    options: '-c timezone=UTC -c datestyle=ISO -c intervalstyle=iso_8601',
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    application_name: 'tenon',
  }
  const [pool, kept] = [new pg.Pool({ ...settings, max }), new pg.Pool({ ...settings, max: 2 })]
  for (const one of [pool, kept]) {
    one.on('error', onError)
    // A connection in use that breaks tells its statements; without a listener of its own it would end the process too.
    one.on('connect', client => client.on('error', () => {}))
  }

  async function sendOn(among: pg.Pool, statements: readonly Statement[]): Promise<Results> {
    const client = await among.connect()
    let broken: Error | undefined
    try {
      return mode === 'block' ? await sendBlock(client, statements) : await sendBatch(client, statements)
    } catch (error) {
      if (isConnectionLost(error)) broken = error as Error
      throw error
    } finally {
      client.release(broken)
    }
  }

  const within = async (among: pg.Pool, tenantId: string, statements: readonly Statement[]) =>
    (await sendOn(among, [tenantContext(tenantId, mode), ...statements])).slice(1)

  return {
    mode,
    flight: (tenantId, statements) => within(pool, tenantId, statements),
    aside: (tenantId, statements) => within(kept, tenantId, statements),
    instance: statements => sendOn(pool, statements),
    connect: () => pool.connect(),
    end: async () => void (await Promise.all([pool.end(), kept.end()])),
  }
}
