import pg from 'pg'

/** How to reach a database as its owner; `host` may be the folder of a unix socket. */
export type PostgresConnection = { host: string; port: number; user: string; password: string; database: string }

/** The superuser of the embedded database, owner of everything in it. */
export const superuser = 'postgres'

/** What must hold or an acknowledged change could be lost or read wrongly. */
const required: Record<string, string> = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  data_checksums: 'on',
  server_encoding: 'UTF8',
}

/** Creates the product's database if it is missing. */
export async function ensureDatabase(connection: PostgresConnection) {
  await connected({ ...connection, database: 'postgres' }, async client => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [connection.database])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(connection.database)}`)
  })
}

/** Refuses a database that may lose what it has acknowledged. */
export async function requireDurability(connection: PostgresConnection) {
  await connected(connection, async client => {
    for (const [name, value] of Object.entries(required)) {
      const { rows } = await client.query<Record<string, string>>(`show ${name}`)
      const found = rows[0]?.[name]
      if (found === value) continue
      throw new Error(`The database runs with ${name} = ${found}, Tenon needs ${name} = ${value}: change it back.`)
    }
  })
}

async function connected(connection: PostgresConnection, work: (client: pg.Client) => Promise<void>) {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 15_000 })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
