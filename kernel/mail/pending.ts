import type { Statement } from '../data/batch.ts'
import type { Cells } from '../fields/field.ts'
import type { Attachment } from './queue.ts'

export interface PendingMail {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string | null
  readonly attachment: Attachment | null
  /** 1 for the first time. */
  readonly attempt: number
}

/** Attempts after which a mail is given up, about a day after the first. */
export const attemptLimit = 30
/** Whoever takes a mail has it for this long; when its server dies meanwhile, another sends it. */
const lease = "interval '3 minutes'"
const longestWait = "interval '3 days'"
const kept = "interval '90 days'"

/** Gives up what has waited too long, as its links are worth nothing any more, and forgets what ended long ago. */
export const settleOld = (tenantId: string): readonly Statement[] => [
  {
    text: `update kernel.mail set state = 'dead', last_error = 'It waited for more than three days', ended_at = now(),
      text_body = null, html_body = null, attachment = null
      where tenant_id = $1 and state = 'queued' and available_at < now() and queued_at < now() - ${longestWait}`,
    values: [tenantId],
  },
  {
    text: `delete from kernel.mail where tenant_id = $1 and state <> 'queued' and ended_at < now() - ${kept}`,
    values: [tenantId],
  },
]

/** Takes the next mail that is due; of many servers, one has it. */
export const claimMail = (tenantId: string): Statement => ({
  text: `update kernel.mail set attempts = attempts + 1, available_at = now() + ${lease}
    where tenant_id = $1 and id = (select id from kernel.mail
      where tenant_id = $1 and state = 'queued' and available_at <= now() order by available_at, id limit 1 for update skip locked)
    returning id, recipient, subject, text_body, html_body, attempts, encode(attachment, 'base64'), attachment_name, attachment_type`,
  values: [tenantId],
})

export function readMail([id, to, subject, text, html, attempt, content, name, type]: Cells): PendingMail {
  const words = { id: id as string, to: to as string, subject: subject as string, text: text as string }
  const attachment = content && name && type ? { name, type, content: Buffer.from(content, 'base64') } : null
  return { ...words, html: html ?? null, attachment, attempt: Number(attempt) }
}

const end = `ended_at = now(), available_at = 'infinity', text_body = null, html_body = null, attachment = null`
export const markSent = (tenantId: string, id: string): Statement => ({
  text: `update kernel.mail set state = 'sent', last_error = null, ${end} where tenant_id = $1 and id = $2`,
  values: [tenantId, id],
})
export const giveUp = (tenantId: string, id: string, reason: string): Statement => ({
  text: `update kernel.mail set state = 'dead', last_error = $3, ${end} where tenant_id = $1 and id = $2`,
  values: [tenantId, id, reason],
})
export const postpone = (tenantId: string, id: string, ms: number, reason: string): Statement => ({
  text: `update kernel.mail set available_at = now() + $3 * interval '1 millisecond', last_error = $4
    where tenant_id = $1 and id = $2`,
  values: [tenantId, id, ms, reason],
})

/** Milliseconds until the next mail is due; null when none waits. */
export const nextDue = (tenantId: string): Statement => ({
  text: `select ceil(extract(epoch from min(available_at) - now()) * 1000) from kernel.mail
    where tenant_id = $1 and state = 'queued'`,
  values: [tenantId],
})
