import pg from 'pg'
import type { JobWithMetadata, PgBoss } from 'pg-boss'
import type { Statement } from '../data/batch.ts'
import { schema } from './job.ts'

/** A job in the hands of this worker. */
export type Held = JobWithMetadata<object>

/** Attempt and start tell this worker's hold on the job from that of one that took it over. */
const isHeld = `name = $1 and id = $2 and state = 'active' and retry_count = $3 and date_trunc('milliseconds', started_on) = $4::timestamptz`
const heldBy = ({ name, id, retryCount, startedOn }: Held) => [name, id, retryCount, startedOn.toISOString()]

/**
 * Refuses the whole transaction unless this attempt is still the one that has the job. It comes last in a transaction,
 * so that the row is locked for a moment only and signs of life get through while the work goes on.
 */
export const requireLease = (held: Held): Statement => ({
  text: `with held as materialized (select 1 from ${schema}.job where ${isHeld} for update)
    select kernel.require_lease(exists (select 1 from held))`,
  values: heldBy(held),
})
/** A sign of life; no row when the job is no longer held. */
export const beatOf = (held: Held): Statement => ({
  text: `update ${schema}.job set heartbeat_on = now() where ${isHeld} returning 1`,
  values: heldBy(held),
})
export const isLeaseLost = (error: unknown) => error instanceof pg.DatabaseError && error.code === 'TN005'

/** The statement pg-boss would send, for a transaction of ours. */
async function captured(
  send: (db: { executeSql(text: string, values?: unknown[]): Promise<{ rows: object[] }> }) => Promise<unknown>,
): Promise<Statement> {
  const statements: Statement[] = []
  await send({
    executeSql: async (text, values = []) => {
      statements.push({ text, values })
      return { rows: [{ count: 0, ids: [] }] }
    },
  })
  const [statement] = statements
  if (!statement || statements.length > 1) throw new Error('pg-boss did not settle the job with a single statement')
  return statement
}

/** The statements that end a job well, and only if it is still held. */
export const completion = async (boss: PgBoss, held: Held): Promise<readonly Statement[]> => [
  requireLease(held),
  await captured(db => boss.complete(held.name, held.id, null, { db })),
]
/** The statements that end an attempt badly, and only if the job is still held: it is tried again later or is dead. */
export const failure = async (boss: PgBoss, held: Held, message: string): Promise<readonly Statement[]> => [
  requireLease(held),
  await captured(db => boss.fail(held.name, held.id, { message }, { db })),
]

/** The statements that put a job back for so many seconds as if it had not been taken, and only if it is still held. */
export const release = (held: Held, seconds: number): readonly Statement[] => [
  requireLease(held),
  {
    text: `update ${schema}.job set state = 'created', started_on = null, heartbeat_on = null,
      start_after = now() + $3 * interval '1 second' where name = $1 and id = $2`,
    values: [held.name, held.id, seconds],
  },
]
