import pg from 'pg'
import type { Log } from '../background/log.ts'
import { pause } from '../background/sweep.ts'
import type { Connection } from '../data/pool.ts'

/** What one server tells the others of an organisation: names of entities, signals and ids, never what stands in a record. */
export interface Message {
  readonly tenantId: string
  readonly touched: readonly string[]
}
export interface Wire {
  /** Tells all other servers, as soon as there is a connection. */
  send(tenantId: string, touched: ReadonlySet<string>): void
  stop(): Promise<void>
}
export interface WireOptions {
  readonly connection: Connection
  readonly log: Log
  receive(message: Message): void
  /** The connection was lost and is back: what others told meanwhile was missed. */
  missed(): void
}

const channel = 'tenon_live'
/** PostgreSQL takes less than 8,000 bytes. */
const largest = 7_000
/** Beyond this many things at once, that anything may have changed is all that is said. */
const mostTouches = 200
/** Stands for all that could have changed. */
export const anything = '*'
const firstPause = 250
const longestPause = 10_000
/** Milliseconds between looks whether a silent connection is still one. */
const look = 20_000

function* payloads(tenantId: string, touched: ReadonlySet<string>): Generator<string> {
  let part: string[] = []
  let size = 0
  for (const touch of touched.size > mostTouches ? [anything] : touched) {
    if (size + touch.length > largest) {
      yield JSON.stringify([tenantId, ...part])
      part = []
      size = 0
    }
    part.push(touch)
    size += Buffer.byteLength(touch) + 4
  }
  if (part.length) yield JSON.stringify([tenantId, ...part])
}

function read(payload: string): Message {
  const [tenantId = '', ...touched] = JSON.parse(payload) as string[]
  return { tenantId, touched }
}

/**
 * Joins the servers of an installation by LISTEN and NOTIFY on a connection of its own, which takes none from requests.
 * Nothing is notified inside anyone's transaction: what is lost with a connection costs a late refresh and nothing else.
 */
export function openWire({ connection, log, receive, missed }: WireOptions): Wire {
  const stopping = new AbortController()
  let waiting = new Map<string, Set<string>>()
  let client: pg.Client | undefined
  let sending = false

  async function connect(): Promise<pg.Client> {
    const fresh = new pg.Client({
      ...connection,
      application_name: 'tenon live',
      connectionTimeoutMillis: 5_000,
      query_timeout: 10_000,
      keepAlive: true,
    })
    const own = () => (fresh as unknown as { processID: number }).processID
    fresh.on('error', () => {}) // told by `ended`
    fresh.on('notification', ({ processId, payload }) => {
      if (processId !== own() && payload) receive(read(payload))
    })
    try {
      await fresh.connect()
      await fresh.query(`listen ${channel}`)
      return fresh
    } catch (error) {
      await fresh.end().catch(() => {})
      throw error
    }
  }
  /** Resolves when the connection is no longer one. */
  function ended(of: pg.Client): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setInterval(() => of.query('select 1').catch(() => resolve()), look).unref()
    of.once('end', resolve)
    of.once('error', () => resolve())
    stopping.signal.addEventListener('abort', () => resolve(), { once: true })
    return promise.finally(() => clearInterval(timer))
  }
  async function keep() {
    let wait = firstPause
    for (let isFirst = true; !stopping.signal.aborted; ) {
      try {
        client = await connect()
        wait = firstPause
        if (!isFirst) missed()
        isFirst = false
        void flush()
        await ended(client)
      } catch (error) {
        log.warn({ err: error }, 'The servers of this installation cannot tell each other of changes; trying again')
      }
      const gone = client
      client = undefined
      await gone?.end().catch(() => {})
      await pause(wait, stopping.signal)
      wait = Math.min(wait * 2, longestPause)
    }
  }
  /** One statement at a time; what comes meanwhile joins the next. */
  async function flush() {
    if (sending || !client || waiting.size === 0) return
    sending = true
    const messages = [...waiting].flatMap(([tenantId, touched]) => [...payloads(tenantId, touched)])
    const sent = waiting
    waiting = new Map()
    try {
      await client.query('select pg_notify($1, payload) from unnest($2::text[]) as payload', [channel, messages])
    } catch {
      for (const [tenantId, touched] of sent) keepFor(tenantId, touched) // the connection is being made anew
      return
    } finally {
      sending = false
    }
    void flush()
  }
  function keepFor(tenantId: string, touched: ReadonlySet<string>) {
    const kept = waiting.get(tenantId) ?? new Set()
    waiting.set(tenantId, kept.size > mostTouches ? new Set([anything]) : kept.union(touched))
  }

  const ending = keep()
  return {
    send: (tenantId, touched) => {
      keepFor(tenantId, touched)
      void flush()
    },
    stop: async () => {
      stopping.abort()
      await ending
    },
  }
}
