import nodemailer from 'nodemailer'
import type { PendingMail } from './pending.ts'
import type { Attachment } from './queue.ts'

/** What became of handing a mail to the mail server. `refused`: it never takes this one; `later`: it may; `down`: nor others. */
export type Handed =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'refused' | 'later' | 'down'; readonly reason: string }
export interface MailServer {
  send(mail: PendingMail): Promise<Handed>
  close(): void
}

export interface MailServerOptions {
  /** `smtp://user:password@host:port`; `?from=` names the sender when the user is no address. */
  readonly url: string
  /** The host that people know this installation by: part of every Message-ID. */
  readonly host: string
}

const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }

interface Failure {
  readonly code?: string
  readonly responseCode?: number
  readonly response?: string
  readonly message: string
}
/** 5xx to the recipient or the message is the server's last word; to the password it is the operator's to mend. */
function outcomeOf(error: Failure): Handed {
  const isAboutMail = error.code === 'EENVELOPE' || error.code === 'EMESSAGE'
  const reason = (error.response ?? error.message).replace(/\p{Cc}+/gu, ' ').slice(0, 300)
  if (!isAboutMail) return { outcome: 'down', reason }
  return { outcome: (error.responseCode ?? 0) >= 500 ? 'refused' : 'later', reason }
}

function senderOf(url: URL, host: string): string {
  const user = decodeURIComponent(url.username)
  return url.searchParams.get('from') ?? (user.includes('@') ? user : `no-reply@${host}`)
}

const attachedAs = ({ name, type, content }: Attachment) => ({ filename: name, contentType: type, content })

/** The mail server of the installation; a connection is opened when there is something to send. */
export function openMailServer({ url, host }: MailServerOptions): MailServer {
  const place = new URL(url)
  const from = senderOf(place, host)
  place.searchParams.delete('from')
  // Neither files nor addresses are ever read for a mail, whatever its text says.
  const limits = {
    ...patience,
    pool: true,
    maxConnections: 2,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as const
  const transport = nodemailer.createTransport({ url: place.href, ...limits })
  return {
    close: () => transport.close(),
    send: ({ id, to, subject, text, html, attachment }) =>
      transport
        .sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          ...(html === null ? {} : { html }),
          ...(attachment ? { attachments: [attachedAs(attachment)] } : {}),
          messageId: `<${id}@${host}>`, // the same each time, so that a mail sent twice by a crash is known for one
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
        .then((): Handed => ({ outcome: 'sent' }), outcomeOf),
  }
}
