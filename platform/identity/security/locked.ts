import { require } from '@tenon/kernel/access/access.ts'
import { reachable } from '@tenon/kernel/data/list.ts'
import { compile, sql } from '@tenon/kernel/data/sql.ts'
import { readFlight } from '@tenon/kernel/data/unit-of-work.ts'
import { json, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import type { Session } from '@tenon/kernel/operations/read.ts'
import { z } from 'zod'
import { member } from '../member/member.entity.ts'
import { accountKey, pairWait } from '../sign-in/throttle.ts'
import { ask } from './policy-store.ts'

const right = 'identity.member.unlock'
const most = 1_000

/** Limits know sign-in names only as hashes, so those who failed lately are asked about by name. */
async function lately({ runtime, tenant, actor }: Session) {
  const rows = reachable(member, require(actor.access, right))
  const statement = compile(sql`select t.id, t.name, u.email from identity.member as t
    join auth."user" u on u.id = t.user_id::uuid
    where ${sql.join(rows, sql` and `)} and t.id in (select s.member from identity.sign_in s
      where s.tenant_id = t.tenant_id and s.outcome = 'failure' and s.at > now() - interval '1 day')
    limit ${most}`)
  const { results } = await readFlight(runtime, tenant, actor, [statement])
  return (results[0] ?? []).map(([id, name, email]) => ({ id: String(id), name: String(name), email: String(email) }))
}

const countersOf = `select x.email, substr(t.key, 29), t.level, extract(epoch from now() - t.at), l.attempts, l.minutes
  from unnest($1::text[], $2::text[]) as x(email, account)
  join auth.throttle t on t.key >= 'pair ' || x.account || ' ' and t.key < 'pair ' || x.account || '!'
  cross join lateral auth.lockout_of(x.email) l`

/** Who is kept waiting now, from which network, and how long still. */
async function locked(session: Session) {
  const people = await lately(session)
  const emails = people.map(({ email }) => email)
  const rows = await ask(session.runtime, { text: countersOf, values: [emails, emails.map(accountKey)] })
  return rows.flatMap(([email, network, level, ago, attempts, minutes]) => {
    const lockout = { attempts: Number(attempts), minutes: Number(minutes) }
    const seconds = pairWait(lockout, Number(level), Number(ago))
    const found = people.find(person => person.email === email)
    if (seconds === 0 || !found) return []
    return [{ member: { id: found.id, name: found.name }, identifier: found.email, network, seconds }]
  })
}

export const lockedRoute = route({
  method: 'GET',
  path: '/security/locked',
  operation: 'security.locked',
  summary: 'Whose sign-ins wait after failed attempts; the action `unlock` of a member ends it',
  tag: 'security',
  access: 'session',
  replies: {
    200: {
      description: 'Other networks of the same person are not held',
      schema: z.object({
        data: z.array(
          z.object({
            member: z.object({ id: z.string(), name: z.string() }),
            identifier: z.string(),
            network: z.string(),
            seconds: z.int(),
          }),
        ),
      }),
    },
  },
  run: async ({ session }: SessionCall) => json({ data: await locked(session) }),
})
