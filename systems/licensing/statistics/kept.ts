import type { Session } from '@tenon/kernel/operations/read.ts'
import { LRUCache } from 'lru-cache'

/** What was worked out, and the moment of the database it was worked out at. */
interface Kept<T> {
  readonly snapshot: string
  readonly answer: Promise<T>
}
const kept = new LRUCache<string, Kept<unknown>>({ max: 500, ttl: 600_000 })

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

/**
 * An answer that nothing recorded since would change is given again; every change is in the audit log in the transaction
 * that made it, so what is kept is never older than the records. The key must tell apart who reads what.
 */
export async function keptAnswer<T>(session: Session, key: string, work: () => Promise<T>): Promise<T> {
  const { tenant, runtime, actor } = session
  const whole = [tenant.id, actor.memberId, actor.siteId, actor.access.key, actor.departmentIds?.join(), key].join('\n')
  const known = kept.get(whole) as Kept<T> | undefined
  if (known && (await standing(session, known))) return known.answer
  const [rows] = await runtime.pool.flight(tenant.id, [now])
  const answer = work()
  const made = { snapshot: rows?.[0]?.[0] as string, answer }
  kept.set(whole, made)
  answer.catch(() => kept.get(whole) === made && kept.delete(whole))
  return answer
}
