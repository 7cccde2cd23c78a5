import { type Results, sendBatch } from '@tenon/kernel/data/batch.ts'
import type { Connection, Pool } from '@tenon/kernel/data/pool.ts'
import type { Cells } from '@tenon/kernel/fields/field.ts'
import pg from 'pg'

/** One connection as the owner. Values come as the text PostgreSQL writes, which it reads back as the same value. */
export interface Session {
  readonly client: pg.Client
  /** The rows of one statement. */
  rows(text: string, values?: readonly unknown[]): Promise<readonly Cells[]>
}

const style = '-c timezone=UTC -c datestyle=ISO -c intervalstyle=iso_8601 -c lock_timeout=30000'

/** Opens a session for `work` and closes it again; a transaction that is not committed then ends with it. */
export async function withSession<T>(owner: Connection, work: (session: Session) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...owner, options: style, application_name: 'tenon archive' })
  client.on('error', () => {}) // a connection that breaks tells its statements
  await client.connect()
  try {
    const rows: Session['rows'] = async (text, values = []) =>
      (await sendBatch(client, [{ text, values }]))[0] as readonly Cells[]
    return await work({ client, rows })
  } finally {
    await client.end()
  }
}

/** Opens the wall for one tenant until the end of the transaction, for an owner that is not above it. */
export const openWall = ({ rows }: Session, tenantId: string) =>
  rows("select set_config('app.tenant_id', $1, true)", [tenantId])

/** This session's transaction in the place of a pool, for code that reads flights. */
export function poolWithin({ client }: Session): Pool {
  const send = (statements: Parameters<Pool['instance']>[0]): Promise<Results> => sendBatch(client, statements)
  return {
    mode: 'flight',
    flight: (_, statements) => send(statements),
    aside: (_, statements) => send(statements),
    instance: send,
    connect: () => Promise.reject(new Error('A transaction that is under way has no other connections')),
    end: async () => {},
  }
}
