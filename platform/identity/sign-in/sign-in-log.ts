import type { Statement } from '@tenon/kernel/data/batch.ts'
import type { Pool } from '@tenon/kernel/data/pool.ts'
import type { Runtime } from '@tenon/kernel/data/unit-of-work.ts'
import { insertRow } from '@tenon/kernel/data/write.ts'
import { v7 as uuid } from 'uuid'
import { settled } from './background.ts'
import { deviceOf } from './device.ts'
import { signInAttempt } from './sign-in.entity.ts'

export interface SignInEntry {
  /** The sign-in name; written only when it is that of an account. */
  readonly identifier: string
  readonly outcome: 'success' | 'failure'
  /** The code of the refusal: `WRONG_CREDENTIALS`. */
  readonly reason?: string | null
  readonly method: 'password' | 'passkey' | 'sso' | 'link' | 'key'
  readonly address: string
  readonly userAgent?: string | null | undefined
  /** Whose account it is; left out for a name that nobody signs in with. */
  readonly userId?: string | null | undefined
  /** The one organisation it concerns, and as whom there; left out for all that the account belongs to. */
  readonly member?: { readonly tenantId: string; readonly memberId: string | null } | null | undefined
}
interface Waiting {
  readonly at: string
  readonly entry: SignInEntry
}
interface Log {
  add(entry: SignInEntry): void
  write(entry: SignInEntry): Promise<void>
  settle(): Promise<void>
}

/** How long failures wait to be written together: milliseconds. */
const delay = 200
/** A flood of attempts is cut here; what it says has been said by then. */
const mostWaiting = 5_000

const rowOf = ({ at, entry }: Waiting, tenantId: string, memberId: string | null): Statement => {
  const own = { tenant_id: tenantId, id: uuid(), created_at: at, updated_at: at, created_by: null }
  const { outcome, method, reason = null, address } = entry
  const identifier = entry.identifier.trim().toLowerCase().slice(0, 254)
  const device = deviceOf(entry.userAgent).device || null
  const values = { at, identifier, member: memberId, outcome, reason, method, address: address.slice(0, 45), device }
  return insertRow(signInAttempt, own, values)
}

const countStrangers = (attempts: number): Statement => ({
  text: `insert into auth.unknown_sign_in as u (day, attempts) values ((now() at time zone 'utc')::date, $1)
    on conflict (day) do update set attempts = u.attempts + excluded.attempts`,
  values: [attempts],
})
const membershipsOf = (userIds: readonly string[]): Statement => ({
  text: 'select user_id, tenant_id, member_id from auth.membership where user_id = any($1::uuid[])',
  values: [userIds],
})

/** Who is told of each: the organisation it concerns, or all of its account. */
async function rowsByTenant(pool: Pool, waiting: readonly Waiting[]): Promise<Map<string, Statement[]>> {
  const userIds = waiting.flatMap(({ entry: { member, userId } }) => (member || !userId ? [] : [userId]))
  const [found = []] = userIds.length ? await pool.instance([membershipsOf([...new Set(userIds)])]) : []
  const rows = new Map<string, Statement[]>()
  for (const one of waiting) {
    const { member, userId } = one.entry
    const places = found.filter(([id]) => id === userId).map(([, tenantId, memberId]) => ({ tenantId, memberId }))
    for (const { tenantId, memberId } of member ? [member] : (places as NonNullable<typeof member>[]))
      rows.set(tenantId, [...(rows.get(tenantId) ?? []), rowOf(one, tenantId, memberId)])
  }
  return rows
}

async function store(pool: Pool, waiting: readonly Waiting[]): Promise<void> {
  const known = waiting.filter(({ entry }) => entry.userId || entry.member)
  if (known.length < waiting.length) await pool.instance([countStrangers(waiting.length - known.length)])
  const written = [...(await rowsByTenant(pool, known))].map(([tenantId, rows]) => pool.flight(tenantId, rows))
  const failed = (await Promise.allSettled(written)).find(result => result.status === 'rejected')
  if (failed) throw failed.reason
}

const told = (error: unknown) =>
  process.emitWarning(`Sign-in attempts could not be recorded: ${error instanceof Error ? error.message : error}`)

function openLog(pool: Pool): Log {
  let waiting: Waiting[] = []
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()
  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const batch = waiting
    waiting = []
    if (batch.length) writing = writing.then(() => store(pool, batch)).catch(told)
    return writing
  }
  return {
    add(entry) {
      if (waiting.length >= mostWaiting) return
      waiting.push({ at: new Date().toISOString(), entry })
      timer ??= setTimeout(() => void flush(), delay).unref()
    },
    write: entry => store(pool, [{ at: new Date().toISOString(), entry }]),
    settle: flush,
  }
}

const logs = new WeakMap<Pool, Log>()
function logOf({ pool }: Pick<Runtime, 'pool'>): Log {
  const log = logs.get(pool) ?? openLog(pool)
  logs.set(pool, log)
  return log
}

/**
 * Records an attempt to sign in. A success is stored when this resolves. A failure is stored a moment later, together
 * with others and after its answer has left, so that no answer's time tells whether there is such an account; this then
 * resolves at once.
 */
export async function logSignIn(
  { runtime }: { readonly runtime: Pick<Runtime, 'pool'> },
  entry: SignInEntry,
): Promise<void> {
  if (entry.outcome === 'success') await logOf(runtime).write(entry)
  else logOf(runtime).add(entry)
}

/** Resolves when all that answers did not wait for is done and every failure so far is stored; for the end of a server, and for tests. */
export const settleSignIns = async (runtime: Runtime): Promise<void> => {
  await settled(runtime)
  await logOf(runtime).settle()
}
