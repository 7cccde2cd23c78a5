import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import type { Runtime, Work } from '../data/unit-of-work.ts'

/** A mail to one address. `text` is what everyone can read; `html` shows the same with a form. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly attachment?: Attachment | undefined
}
export interface Attachment {
  readonly name: string
  readonly type: string
  readonly content: Buffer
}

const address = z.email().max(254)
/** A line break in a header would begin another header. */
const oneLine = (text: string) =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 200)

/** Per pool, the tenants that queued mail: whom to look at when they commit. */
const announced = new WeakMap<Runtime['pool'], Set<string>>()
export const takeAnnounced = ({ pool }: Runtime, tenantId: string): boolean =>
  announced.get(pool)?.delete(tenantId) ?? false
function announce({ pool }: Runtime, tenantId: string) {
  const tenants = announced.get(pool) ?? new Set<string>()
  announced.set(pool, tenants.add(tenantId))
}

const served = new WeakSet<Runtime['pool']>()
/** Told by the server that sends the mails of this pool. */
export const serveMail = ({ pool }: Runtime): void => void served.add(pool)
/** Whether this server sends mail: where it does not, what is queued waits, and a link is better shown to whoever asked. */
export const canMail = ({ pool }: Runtime): boolean => served.has(pool)

/**
 * Queues a mail in the transaction of the unit of work: it is sent, within moments, exactly when that commits. Without a
 * mail server it waits. Returns its id. Throws an Error for what is not one plain address.
 */
export function queueMail(work: Work, { to, subject, text, html, attachment }: Mail): string {
  if (!address.safeParse(to).success) throw new Error('A mail goes to one plain address')
  const id = uuid()
  work.write({
    text: `insert into kernel.mail (tenant_id, id, recipient, subject, text_body, html_body, attachment, attachment_name, attachment_type)
      values ($1, $2, $3, $4, $5, $6, decode($7, 'base64'), $8, $9)`,
    values: [
      ...[work.tenant.id, id, to, oneLine(subject), text, html ?? null],
      ...[attachment?.content.toString('base64') ?? null, attachment ? oneLine(attachment.name) : null],
      attachment?.type ?? null,
    ],
  })
  announce(work.runtime, work.tenant.id)
  return id
}
