import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Instance } from '../testing/instance.ts'

/** What a caller knows of one thing it asked for. */
interface Entry {
  readonly key: string
  readonly name: string
  state: 'sent' | 'acknowledged'
  id?: string
}
export interface Count {
  readonly acknowledged: number
  readonly kills: number
  /** Answered 2xx, but not in the database, or under another id. */
  readonly lost: number
  /** Asked for once, there more than once. */
  readonly twice: number
  /** There, but nobody asked. */
  readonly phantom: number
  /** A record without its audit row. */
  readonly half: number
}

export interface Run {
  readonly kills: number
  readonly writers: number
  /** Without keys a retry cannot be told from a second wish: the instrument must see that. */
  readonly withKeys: boolean
  /** Which process the n-th kill hits. */
  victim(kill: number): 'server' | 'postgres'
}

interface Caller {
  readonly port: number
  readonly token: string
}

async function create({ port, token }: Caller, entry: Entry, withKeys: boolean): Promise<void> {
  const reply = await fetch(`http://127.0.0.1:${port}/api/v1/customers`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      ...(withKeys ? { 'idempotency-key': entry.key } : {}),
    },
    body: JSON.stringify({ name: entry.name }),
    signal: AbortSignal.timeout(10_000),
  })
  const body = (await reply.json()) as { id: string; code?: string }
  if (reply.status !== 201) throw new Error(`${reply.status} ${body.code}`)
  entry.id = body.id
  entry.state = 'acknowledged'
}

/** Sends until acknowledged: an unknown outcome (reset, timeout, 5xx) is asked again under the same key. */
async function insist(caller: Caller, entry: Entry, withKeys: boolean, deadline: number): Promise<void> {
  while (entry.state === 'sent' && Date.now() < deadline) await create(caller, entry, withKeys).catch(() => wait(20)) // unknown: the server may be dead just now
}

export async function signIn(port: number, account: { email: string; password: string }): Promise<string> {
  const reply = await fetch(`http://127.0.0.1:${port}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identifier: account.email, password: account.password }),
  })
  return ((await reply.json()) as { accessToken: string }).accessToken
}

/** Every record the writers made, with how many audit rows tell of its creation. */
async function stored(
  { port, token }: Caller,
  prefix: string,
): Promise<Map<string, { id: string; creations: number }[]>> {
  const found = new Map<string, { id: string; creations: number }[]>()
  const get = async (path: string) =>
    (
      await fetch(`http://127.0.0.1:${port}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } })
    ).json() as Promise<{
      data: { id: string; name: string; act: string }[]
      page: { next?: string }
    }>
  let after = ''
  do {
    const page = await get(`/customers?filter[name][starts]=${prefix}&page[size]=500${after}`)
    for (const { id, name } of page.data) found.set(name, [...(found.get(name) ?? []), { id, creations: 1 }])
    after = page.page.next ? `&page[after]=${page.page.next}` : ''
  } while (after)
  const sample = [...found.values()].flat().slice(0, 300)
  for (const record of sample) {
    const { data } = await get(`/customers/${record.id}/history`)
    record.creations = data.filter(event => event.act === 'create').length
  }
  return found
}

function compare(entries: readonly Entry[], found: Awaited<ReturnType<typeof stored>>, kills: number): Count {
  const acknowledged = entries.filter(entry => entry.state === 'acknowledged')
  const asked = new Set(entries.map(entry => entry.name))
  const records = [...found.values()].flat()
  return {
    acknowledged: acknowledged.length,
    kills,
    lost: acknowledged.filter(entry => !found.get(entry.name)?.some(record => record.id === entry.id)).length,
    twice: [...found.values()].filter(copies => copies.length > 1).length,
    phantom: [...found.keys()].filter(name => !asked.has(name)).length,
    half: records.filter(record => record.creations !== 1).length,
  }
}

/** Writers write without pause while processes are killed; then everything is counted against what they were told. */
export async function runLedger(target: Instance, token: string, run: Run): Promise<Count> {
  const prefix = `ledger-${randomUUID().slice(0, 8)}-`
  const caller = { port: target.port, token }
  const entries: Entry[] = []
  const deadline = Date.now() + 240_000
  let writing = true
  const writer = async () => {
    while (writing) {
      const key = randomUUID()
      const entry: Entry = { key, name: prefix + key, state: 'sent' }
      entries.push(entry)
      await insist(caller, entry, run.withKeys, deadline)
    }
  }
  const writers = Array.from({ length: run.writers }, writer)
  for (let kill = 0; kill < run.kills; kill++) {
    await wait(300 + Math.random() * 600) // the moment of a kill is the one thing here that must be random
    if (run.victim(kill) === 'postgres') await target.killPostgres()
    else {
      await target.killServer()
      await target.start()
    }
  }
  await wait(500)
  writing = false
  await Promise.all(writers)
  return compare(entries, await stored(caller, prefix), run.kills)
}
