import type { Actor } from '../entity/ctx.ts'
import { refusal } from '../problem/problem.ts'
import { unavailable } from '../problem/refusals.ts'
import type { Attendance, Guest } from './attendance.ts'
import { type Feed, openFeed } from './feed.ts'

const tooManyStreams = refusal('TOO_MANY_STREAMS', 429, {
  en: 'You watch from {limit} places at once already. Close some of them.',
  zh: '你已在 {limit} 处同时接收实时更新，请先关闭一些页面。',
})

/** Somebody who watches, as judged last. */
export interface Watcher extends Feed {
  guest: Guest
}
export interface Watchers {
  /** Lets somebody watch. Throws TOO_MANY_STREAMS, or UNAVAILABLE when the server has no place left. */
  add(guest: Guest): Watcher
  /** Those of an organisation who may still be there, with their rights of this moment. The others have been sent away. */
  present(tenantId: string): Promise<readonly Watcher[]>
  /** Sends away all whose session has ended. */
  review(): Promise<void>
  beat(): void
  /** Organisations somebody of which watches. */
  tenants(): readonly string[]
  closeAll(): void
}
export interface Limits {
  /** Streams of one person. */
  readonly perPerson: number
  readonly perServer: number
}

const personOf = ({ tenant, actor }: Guest) => `${tenant.id} ${actor.memberId ?? actor.name}`
const atOnce = 500

/** Everyone who watches at this server. */
export function openWatchers(attendance: Attendance, limits: Limits): Watchers {
  const byTenant = new Map<string, Set<Watcher>>()
  const counts = new Map<string, number>()
  let count = 0
  let closed = false

  function admit(guest: Guest) {
    const person = personOf(guest)
    if (closed || count >= limits.perServer) throw unavailable({}, { retryAfter: 5 })
    const own = counts.get(person) ?? 0
    if (own >= limits.perPerson) throw tooManyStreams({ limit: limits.perPerson }, { retryAfter: 30 })
    counts.set(person, own + 1)
    count++
  }
  function release(watcher: Watcher, person: string) {
    const others = byTenant.get(watcher.guest.tenant.id)
    others?.delete(watcher)
    if (others?.size === 0) byTenant.delete(watcher.guest.tenant.id)
    const own = (counts.get(person) ?? 1) - 1
    if (own > 0) counts.set(person, own)
    else counts.delete(person)
    count--
  }
  function seat(watcher: Watcher, actor: Actor | null): boolean {
    if (actor) watcher.guest = { ...watcher.guest, actor }
    else {
      watcher.send('signedOut', {})
      watcher.end()
      leave(watcher)
    }
    return actor !== null
  }
  /** Nobody who was sent away is told anything more, however long the connection takes to close. */
  const leave = (watcher: Watcher) => void byTenant.get(watcher.guest.tenant.id)?.delete(watcher)

  async function judge(watchers: readonly Watcher[]): Promise<Watcher[]> {
    const present: Watcher[] = []
    for (let i = 0; i < watchers.length; i += atOnce) {
      const some = watchers.slice(i, i + atOnce)
      const actors = await attendance(some.map(({ guest }) => guest))
      present.push(...some.filter((watcher, at) => seat(watcher, actors[at] ?? null)))
    }
    return present
  }

  return {
    add: guest => {
      admit(guest)
      const watcher: Watcher = { ...openFeed(), guest }
      const person = personOf(guest)
      watcher.stream.once('close', () => release(watcher, person))
      byTenant.set(guest.tenant.id, (byTenant.get(guest.tenant.id) ?? new Set()).add(watcher))
      return watcher
    },
    present: tenantId => judge([...(byTenant.get(tenantId) ?? [])]),
    review: async () => void (await judge([...byTenant.values()].flatMap(watchers => [...watchers]))),
    beat: () => {
      for (const watchers of byTenant.values()) for (const watcher of watchers) watcher.beat()
    },
    tenants: () => [...byTenant.keys()],
    closeAll: () => {
      closed = true
      for (const watchers of [...byTenant.values()]) for (const watcher of [...watchers]) watcher.end()
    },
  }
}
