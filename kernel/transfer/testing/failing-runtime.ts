import type pg from 'pg'
import type { Pool } from '../../data/pool.ts'
import type { Runtime } from '../../data/unit-of-work.ts'

type Cut = 'before' | 'after'

/** Cuts the connection when its n-th message to the database is sent: before it leaves, or before its answer arrives. */
export function failingRuntime(runtime: Runtime, at: number, cut: Cut): Runtime & { readonly sent: () => number } {
  let sent = 0
  const { pool } = runtime
  function cutting(client: pg.PoolClient): pg.PoolClient {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown
    const stream = (client as unknown as { connection: { stream: { destroy(error: Error): void } } }).connection.stream
    const send = (...args: unknown[]) => {
      const isLast = ++sent === at
      if (isLast && cut === 'before') stream.destroy(new Error('Connection terminated by the test'))
      const answer = query(...args)
      if (isLast && cut === 'after') setImmediate(() => stream.destroy(new Error('Connection terminated by the test')))
      return answer
    }
    return new Proxy(client, { get: (target, name) => (name === 'query' ? send : Reflect.get(target, name, target)) })
  }
  const failing: Pool = {
    ...pool,
    connect: async () => cutting(await pool.connect()),
    flight: (tenantId, statements) => {
      if (++sent === at) return Promise.reject(new Error('Connection terminated by the test'))
      return pool.flight(tenantId, statements)
    },
    aside: (tenantId, statements) => {
      if (++sent === at) return Promise.reject(new Error('Connection terminated by the test'))
      return pool.aside(tenantId, statements)
    },
  }
  return { ...runtime, pool: failing, sent: () => sent }
}
