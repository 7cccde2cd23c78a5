import pg from 'pg'
import { joinEmbeddedPostgres } from '../postgres/launcher.ts'
import type { Instance } from '../testing/instance.ts'

/** Plants a fault in the database of a running instance, and has its server open new connections that feel it. */
export async function runSql(target: Instance, statement: (role: string) => string): Promise<void> {
  const log = { info: () => {}, warn: () => {}, error: console.error }
  const { connection } = await joinEmbeddedPostgres({ home: target.home, log })
  const client = new pg.Client(connection)
  await client.connect()
  await client.query(statement(`${connection.database}_app`))
  await client.end()
  await target.killServer()
  await target.start()
}
