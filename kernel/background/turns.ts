import type { Log } from './log.ts'

/** When a tenant wants its next turn: at once but behind the others, after some milliseconds, or when it is woken. */
export type Next = 'more' | 'idle' | { readonly after: number }

export interface Turns {
  /** Asks for a turn of this tenant; any number of calls before it begins are one. */
  wake(tenantId: string): void
  /** Lets the turns that are under way end and begins no other. */
  stop(): Promise<void>
}
export interface TurnsOptions {
  /** How many tenants have a turn at the same time. */
  readonly concurrency: number
  /** Milliseconds from a wake to its turn, in which further wakes join it. */
  readonly delay: number
  /** One turn; it must be short, because the others wait. */
  visit(tenantId: string): Promise<Next>
  readonly log: Log
}

interface Place {
  state: 'timed' | 'queued' | 'running'
  timer?: NodeJS.Timeout | undefined
  due: number
  /** Woken while it was running. */
  again: boolean
}
const afterFailure = 5_000

/** Lets tenants take turns: each has at most one at a time, and who wants another goes to the back of the queue. */
export function takeTurns({ concurrency, delay, visit, log }: TurnsOptions): Turns {
  const places = new Map<string, Place>()
  const queue: string[] = []
  const running = new Set<Promise<void>>()
  let stopped = false

  function later(tenantId: string, ms: number) {
    const due = Date.now() + ms
    const place = places.get(tenantId)
    if (stopped || place?.state === 'queued' || (place?.state === 'timed' && place.due <= due)) return
    clearTimeout(place?.timer)
    const timer = setTimeout(() => enqueue(tenantId), ms).unref()
    places.set(tenantId, { state: 'timed', timer, due, again: false })
  }
  function enqueue(tenantId: string) {
    if (stopped) return
    places.set(tenantId, { state: 'queued', due: 0, again: false })
    queue.push(tenantId)
    begin()
  }
  function begin() {
    while (!stopped && running.size < concurrency && queue.length) {
      const turn = take(queue.shift() as string).finally(() => {
        running.delete(turn)
        begin()
      })
      running.add(turn)
    }
  }
  async function take(tenantId: string) {
    const place: Place = { state: 'running', due: 0, again: false }
    places.set(tenantId, place)
    const next = await visit(tenantId).catch((error: unknown): Next => {
      log.error({ err: error, tenantId }, 'The background work of a tenant failed and will be tried again')
      return { after: afterFailure }
    })
    places.delete(tenantId)
    if (next === 'more') return enqueue(tenantId)
    if (next !== 'idle') later(tenantId, next.after)
    if (place.again) later(tenantId, delay)
  }

  return {
    wake: tenantId => {
      const place = places.get(tenantId)
      if (place?.state === 'running') place.again = true
      else later(tenantId, delay)
    },
    stop: async () => {
      stopped = true
      for (const { timer } of places.values()) clearTimeout(timer)
      places.clear()
      queue.length = 0
      await Promise.all(running)
    },
  }
}
