import type { Statement } from '@tenon/kernel/data/batch.ts'
import type { Runtime } from '@tenon/kernel/data/unit-of-work.ts'
import { rowsOf } from './rows.ts'

/** What an authenticator is asked for. An answer to one question answers no other. */
export interface Question {
  readonly purpose: 'register' | 'second-factor' | 'passwordless'
  /** The account it is put to; empty when whoever answers is to be found out. */
  readonly subject: string
}

const minutes = 5

/** Keeps the challenge of a question until it is answered, once, within five minutes. */
export const keepChallenge = (challenge: string, { purpose, subject }: Question): Statement[] => [
  { text: 'delete from auth.ceremony where expires_at < now()', values: [] },
  {
    text: `insert into auth.ceremony (challenge, purpose, subject, expires_at)
      values ($1, $2, $3, now() + $4::integer * interval '1 minute')`,
    values: [challenge, purpose, subject, minutes],
  },
]

/** Whether this is the challenge of an open question. It is answered now, rightly or not: of many at once, one finds it. */
export async function spendChallenge(runtime: Runtime, challenge: string, question: Question): Promise<boolean> {
  const text = `delete from auth.ceremony
    where challenge = $1 and purpose = $2 and subject = $3 and expires_at > now() returning challenge`
  const rows = await rowsOf(runtime, { text, values: [challenge, question.purpose, question.subject] })
  return rows.length === 1
}
