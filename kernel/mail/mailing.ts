import type { Log } from '../background/log.ts'
import { sweep } from '../background/sweep.ts'
import type { Tenants } from '../background/tenants.ts'
import { type Next, takeTurns } from '../background/turns.ts'
import type { Runtime } from '../data/unit-of-work.ts'
import {
  attemptLimit,
  claimMail,
  giveUp,
  markSent,
  nextDue,
  type PendingMail,
  postpone,
  readMail,
  settleOld,
} from './pending.ts'
import { serveMail, takeAnnounced } from './queue.ts'
import type { MailServer } from './server.ts'

export interface MailingOptions {
  readonly runtime: Runtime
  readonly tenants: Tenants
  readonly log: Log
  readonly server: MailServer
  /** Milliseconds until the second attempt; doubled for each further one, at most an hour. */
  readonly firstRetry?: number
  readonly sweepEvery?: number
}
export interface Mailing {
  /** To be called after each commit. */
  wake(tenantId: string): void
  stop(): Promise<void>
}

/** A tenant with much to send makes room for the others after this many milliseconds. */
const turnLength = 1_000
const longestRetry = 3_600_000
const backoff = (attempt: number, first: number) =>
  Math.round(Math.min(longestRetry, first * 2 ** (attempt - 1)) * (0.75 + Math.random() / 2))

/** Hands queued mails to the mail server, tenant by tenant; no request waits for it. */
export function startMailing(options: MailingOptions): Mailing {
  const { runtime, tenants, log, server, firstRetry = 30_000, sweepEvery = 60_000 } = options
  const { pool } = runtime
  let stopped = false
  serveMail(runtime)

  /** Milliseconds for which the server need not be tried with another mail. */
  async function deliver(tenantId: string, mail: PendingMail): Promise<number> {
    const handed = await server.send(mail)
    if (handed.outcome === 'sent') {
      await pool.flight(tenantId, [markSent(tenantId, mail.id)])
      return 0
    }
    const { outcome, reason } = handed
    const isOver = outcome === 'refused' || mail.attempt >= attemptLimit
    const wait = backoff(mail.attempt, firstRetry)
    await pool.flight(tenantId, [
      isOver ? giveUp(tenantId, mail.id, reason) : postpone(tenantId, mail.id, wait, reason),
    ])
    const fields = { tenantId, mail: mail.id, attempt: mail.attempt, reason }
    log.warn(fields, isOver ? 'A mail was given up' : 'A mail could not be sent yet')
    return outcome === 'down' ? wait : 0
  }
  async function visit(tenantId: string): Promise<Next> {
    if (!(await tenants.find(tenantId))) return 'idle'
    await pool.flight(tenantId, settleOld(tenantId))
    const until = Date.now() + turnLength
    while (!stopped && Date.now() < until) {
      const [rows] = await pool.flight(tenantId, [claimMail(tenantId)])
      if (!rows?.[0]) break
      const rest = await deliver(tenantId, readMail(rows[0]))
      if (rest) return { after: rest }
    }
    const [due] = await pool.flight(tenantId, [nextDue(tenantId)])
    const ms = due?.[0]?.[0]
    return ms == null ? 'idle' : { after: Math.max(50, Number(ms)) }
  }

  const turns = takeTurns({ concurrency: 2, delay: 50, visit, log })
  const sweeping = sweep({ tenants, every: sweepEvery, wake: turns.wake, log })
  return {
    wake: tenantId => {
      if (takeAnnounced(runtime, tenantId)) turns.wake(tenantId)
    },
    stop: async () => {
      stopped = true
      await Promise.all([sweeping.stop(), turns.stop()])
      server.close()
    },
  }
}
