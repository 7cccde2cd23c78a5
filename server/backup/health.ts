import { verifyChain } from '@tenon/kernel/audit/verification.ts'
import { type Connection, openPool } from '@tenon/kernel/data/pool.ts'
import pg from 'pg'
import { deriveKey } from '../installation.ts'

/** What a copy was found to hold. */
export interface Health {
  readonly tables: number
  readonly rows: number
  readonly tenants: number
  readonly events: number
}

const tables = `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'm') and n.nspname <> 'information_schema' and n.nspname !~ '^pg_(toast|temp)' order by 1`

/** Reads every row of every table: a page that does not agree with its checksum stops it. */
async function countRows(client: pg.Client): Promise<Pick<Health, 'tables' | 'rows'>> {
  const { rows: names } = await client.query<{ name: string }>(tables)
  if (!names.some(({ name }) => name === 'kernel.tenant')) throw new Error('The backup holds no installation of Tenon.')
  let rows = 0
  for (const { name } of names) {
    const { rows: counted } = await client.query<{ count: string }>(`select count(*) from ${name}`)
    rows += Number(counted[0]?.count)
  }
  return { tables: names.length, rows }
}

async function checkHistories(owner: Connection, client: pg.Client): Promise<Pick<Health, 'tenants' | 'events'>> {
  const { rows: tenants } = await client.query<{ id: string; slug: string }>(
    'select id, slug from kernel.tenant order by slug',
  )
  const pool = openPool(owner, { max: 1 })
  let events = 0
  try {
    for (const { id, slug } of tenants) {
      const found = await verifyChain(pool, id)
      if (found.fault) throw new Error(`The history of ${slug} is not what was sealed (${found.fault.kind}).`)
      events += found.events
    }
  } finally {
    await pool.end()
  }
  return { tenants: tenants.length, events }
}

/** Throws when the run-time role of this cluster does not have the password that the secret gives it. */
export async function requireSecret(owner: Connection, secret: string): Promise<void> {
  const user = `${owner.database}_app`
  const password = deriveKey({ secret }, `database role ${user}`)
  const client = new pg.Client({ ...owner, user, password })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.end()
  } catch (error) {
    if ((error as { code?: string }).code !== '28P01') throw error
    throw new Error('The secret is not the one of this backup.', { cause: error })
  }
}

/** Looks into a started copy. Throws an Error of one line at the first fault. */
export async function examineCopy(owner: Connection): Promise<Health> {
  const client = new pg.Client(owner)
  client.on('error', () => {})
  await client.connect()
  try {
    return { ...(await countRows(client)), ...(await checkHistories(owner, client)) }
  } finally {
    await client.end()
  }
}
