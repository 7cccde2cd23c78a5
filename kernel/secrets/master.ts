import pg from 'pg'
import type { Connection } from '../data/pool.ts'
import { unwrapKey, wrapKey } from './key-ring.ts'

type Rows = readonly { readonly id: number; readonly wrapped: string }[]

async function asOwner<T>(owner: Connection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...owner, application_name: 'tenon secrets' })
  client.on('error', () => {}) // a connection that breaks tells its statements
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function keysOf(client: pg.Client): Promise<Rows> {
  const { rows: found } = await client.query(`select to_regclass('kernel.data_key') is not null as there`)
  if (!found[0].there) return []
  return (await client.query('select id, wrapped from kernel.data_key order by id')).rows
}

/**
 * Throws an Error of one line when the database holds keys of another master, before anything of it is changed. A
 * database without keys belongs to any.
 */
export const requireMaster = (owner: Connection, master: string): Promise<void> =>
  asOwner(owner, async client => {
    for (const { id, wrapped } of await keysOf(client)) unwrapKey(master, id, wrapped)
  })

/** Wraps every key with a new master; what is sealed stays as it is. Throws when `before` is not the present one. */
export const changeMaster = (owner: Connection, before: string, after: string): Promise<number> =>
  asOwner(owner, async client => {
    await client.query('begin')
    const keys = await keysOf(client)
    for (const { id, wrapped } of keys)
      await client.query('update kernel.data_key set wrapped = $2 where id = $1', [
        id,
        wrapKey(after, id, unwrapKey(before, id, wrapped)),
      ])
    await client.query('commit')
    return keys.length
  })

/** Forgets every key: what is sealed can never be opened again, and a new key is made at the next start. */
export const discardKeys = (owner: Connection): Promise<number> =>
  asOwner(owner, async client => {
    const keys = await keysOf(client)
    if (keys.length) await client.query('delete from kernel.data_key')
    return keys.length
  })
