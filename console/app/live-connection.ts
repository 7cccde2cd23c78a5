import { address, request } from './api.ts'
import { readMessages } from './event-stream.ts'
import { onlyRole } from './only-role.ts'

type Told = (name: string, event: unknown) => void

/** Seconds to wait after each failure in a row; spread, so that a restarted server is not met by everybody at once. */
const waits = [1, 2, 5, 10, 30, 60]
export const waitAfter = (failures: number, chance = Math.random()) =>
  (waits[Math.min(failures, waits.length) - 1] ?? 0) * 1_000 * (0.75 + chance / 2)

/** The server sends a sign of life every 15 s: after three missed ones the line is dead, whatever the system believes. */
const silence = 45_000
/** A page nobody looks at gives its connection back: browsers allow few to one server. */
const hiddenFor = 60_000

/** The ordinary call opens sign-in over the page, and answers once somebody is signed in again. */
const isSignedInAgain = () =>
  request('GET', '/auth/me').then(
    () => true,
    () => false,
  )

/** Listens until the line ends. Resolves with whether it is worth another try; rejects when the network broke it. */
async function hear(line: AbortController, tell: Told, onOpen: () => void): Promise<boolean> {
  const role = onlyRole()
  const headers = { Accept: 'text/event-stream', 'X-Requested-With': 'tenon', ...(role && { 'X-Role-Id': role }) }
  const reply = await fetch(address('/stream'), {
    headers,
    credentials: 'same-origin',
    cache: 'no-store',
    signal: line.signal,
  })
  if (reply.status === 401) return isSignedInAgain()
  if (!reply.ok || !reply.body) return reply.status >= 500 || reply.status === 429
  onOpen()
  let alive = setTimeout(() => line.abort(), silence)
  for await (const { event, data } of readMessages(reply.body)) {
    clearTimeout(alive)
    alive = setTimeout(() => line.abort(), silence)
    if (event === 'signedOut') return isSignedInAgain()
    if (event) tell(event, JSON.parse(data || '{}'))
  }
  clearTimeout(alive)
  return true
}

/** Calls when the page has been out of sight for a while, and when it is seen again. */
function watchSight(onHidden: () => void, onSeen: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const listen = () => {
    clearTimeout(timer)
    if (document.hidden) timer = setTimeout(onHidden, hiddenFor)
    else onSeen()
  }
  document.addEventListener('visibilitychange', listen)
  return () => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', listen)
  }
}

/**
 * Keeps a stream of events open: again after a break, later and later while that fails, not while the page is offline or
 * has been out of sight for a minute. Read by `fetch` and not by EventSource, which tells neither a status nor silence.
 */
export function listenToServer(tell: Told): { close(): void } {
  let open: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let isFirst = true
  let rests = document.hidden

  const onOpen = () => {
    failures = 0
    if (!isFirst) tell('resumed', {})
    isFirst = false
  }
  async function connect(): Promise<void> {
    clearTimeout(timer)
    if (open || rests || !navigator.onLine) return
    const line = new AbortController()
    open = line
    const again = await hear(line, tell, onOpen).catch(() => true)
    // Dropped on purpose meanwhile; whoever did that decides when to listen again.
    if (open !== line) return
    open = undefined
    failures += 1
    if (again) timer = setTimeout(connect, waitAfter(failures))
  }
  const drop = () => {
    clearTimeout(timer)
    open?.abort()
    open = undefined
  }
  const rest = () => {
    rests = true
    drop()
  }
  const wake = () => {
    rests = false
    failures = 0
    connect()
  }
  const forgetSight = watchSight(rest, wake)
  addEventListener('online', wake)
  addEventListener('offline', drop)
  connect()
  return {
    close() {
      rest()
      forgetSight()
      removeEventListener('online', wake)
      removeEventListener('offline', drop)
    },
  }
}
