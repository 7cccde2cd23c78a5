import type { Session } from '@tenon/kernel/operations/read.ts'
import { LRUCache } from 'lru-cache'

/** What was worked out, the moment of the database it was worked out at, and what that cost. */
interface Kept<T> {
  readonly snapshot: string
  readonly answer: Promise<T>
  readonly at: number
  /** Milliseconds; not known before the answer is. */
  took?: number
  /** The next one is being worked out. */
  next?: Promise<unknown>
}
const kept = new LRUCache<string, Kept<unknown>>({ max: 500, ttl: 600_000 })

/** Work that takes longer is not done anew for each change: its answer is up to so many milliseconds old. */
const [long, oldest] = [400, 60_000]

/** Changes of other systems' records alter neither a figure nor who may see it. */
const entities = '^(licensing|directory|identity)[.]'
const now = { text: 'select pg_current_snapshot()::text', values: [] }
const changedSince = (tenantId: string, snapshot: string) => ({
  text: `select exists (select from kernel.audit_event where tenant_id = $1 and tx >= pg_snapshot_xmin($2::pg_snapshot)::text::bigint
    and not pg_visible_in_snapshot(tx::text::xid8, $2::pg_snapshot) and entity ~ '${entities}')::text`,
  values: [tenantId, snapshot],
})

async function standing<T>({ runtime, tenant }: Session, known: Kept<T>): Promise<boolean> {
  const [rows] = await runtime.pool.flight(tenant.id, [changedSince(tenant.id, known.snapshot)])
  return rows?.[0]?.[0] === 'false'
}

async function workOut<T>({ runtime, tenant }: Session, key: string, work: () => Promise<T>): Promise<T> {
  const [rows] = await runtime.pool.flight(tenant.id, [now])
  const began = Date.now()
  const answer = work()
  const made: Kept<T> = { snapshot: rows?.[0]?.[0] as string, answer, at: began }
  answer.then(
    () => {
      made.took = Date.now() - began
      kept.set(key, made)
    },
    () => {},
  )
  return answer
}

/**
 * An answer that nothing recorded since would change is given again; every change is in the audit log in the transaction
 * that made it, so what is kept is then no older than the records. Where an answer takes long, one of the last minute is
 * given while the next is worked out. The key must tell apart who reads what.
 */
export async function keptAnswer<T>(session: Session, key: string, work: () => Promise<T>): Promise<T> {
  const { tenant, actor } = session
  const whole = [tenant.id, actor.memberId, actor.siteId, actor.access.key, actor.departmentIds?.join(), key].join('\n')
  const known = kept.get(whole) as Kept<T> | undefined
  if (known && (await standing(session, known))) return known.answer
  if (!known || (known.took ?? 0) < long || Date.now() - known.at > oldest) return workOut(session, whole, work)
  known.next ??= workOut(session, whole, work).catch(() => {
    delete known.next
  })
  return known.answer
}
