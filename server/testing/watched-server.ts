import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { openIdentity, settleSignIns } from '@tenon/identity/server'
import { openRuntime } from '@tenon/kernel/background/runtime.ts'
import { openPool } from '@tenon/kernel/data/pool.ts'
import { buildServer } from '@tenon/kernel/http/server.ts'
import { type LiveOptions, startLive } from '@tenon/kernel/live/live.ts'
import type { TestApp } from '@tenon/kernel/testing/app.ts'
import { keepLog } from '@tenon/kernel/testing/background.ts'
import { onTestFinished } from 'vitest'
import { applicationRoutes } from '../routes.ts'
import { kernelSignals } from '../signals.ts'

const baseUrl = 'http://localhost'

export interface Told {
  readonly event: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into events of every shape.
  readonly data: any
}
/** A stream that somebody watches. */
export interface Watch {
  readonly status: number
  readonly told: readonly Told[]
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>
  isEnded(): boolean
  leave(): void
}

function readEvent(block: string): Told[] {
  const line = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
  const [event, data] = [line('event'), line('data')]
  return event && data ? [{ event, data: JSON.parse(data) }] : []
}

async function open(url: string, headers: Record<string, string>): Promise<Watch> {
  const stopping = new AbortController()
  onTestFinished(() => stopping.abort())
  const reply = await fetch(`${url}/api/v1/stream`, { headers, signal: stopping.signal })
  const told: Told[] = []
  let isEnded = false
  const read = async () => {
    let rest = ''
    for await (const piece of reply.body as AsyncIterable<Uint8Array>) {
      const blocks = (rest + new TextDecoder().decode(piece)).split('\n\n')
      rest = blocks.pop() ?? ''
      told.push(...blocks.flatMap(readEvent))
    }
  }
  const ended = read()
    .catch(() => {})
    .finally(() => {
      isEnded = true
    })
  return { status: reply.status, told, ended, isEnded: () => isEnded, leave: () => stopping.abort() }
}

/** One of the servers of an installation, listening, with those who watch it. It stops with the test. */
export async function watchedServer(app: TestApp, options: Partial<LiveOptions> = {}) {
  const pool = openPool(app.database.app, { max: 4 })
  const runtime = openRuntime(pool, app.runtime.secrets)
  const { catalog, database } = app
  const secret = randomBytes(32).toString('base64url')
  const { authenticate, attendance } = openIdentity({ runtime, catalog, baseUrl, secret })
  const log = keepLog()
  const live = startLive({
    runtime,
    catalog,
    attendance,
    connection: database.app,
    log,
    version: 'test',
    signals: kernelSignals(catalog),
    delay: 50,
    ...options,
  })
  runtime.onCommit(live.wake)
  const routes = applicationRoutes(catalog, undefined, live)
  const { http } = await buildServer({ catalog, runtime, authenticate, routes, version: 'test', baseUrl })
  await http.listen({ port: 0, host: '127.0.0.1' })
  const url = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`
  let stopping: Promise<void> | undefined
  const stop = () =>
    (stopping ??= (async () => {
      live.close()
      await http.close()
      await settleSignIns(runtime)
      await live.stop()
      await pool.end()
    })())
  onTestFinished(stop)
  return {
    runtime,
    live,
    log,
    stop,
    url,
    watch: (token: string, headers: Record<string, string> = {}) =>
      open(url, { authorization: `Bearer ${token}`, ...headers }),
    /** A request of whoever has the token, through the network. */
    send: (token: string, method: string, path: string, body?: unknown) =>
      fetch(`${url}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      }),
  }
}
