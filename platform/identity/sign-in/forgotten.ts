import type { Statement } from '@tenon/kernel/data/batch.ts'
import { translate } from '@tenon/kernel/data/pg-errors.ts'
import { type Runtime, unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import type { Tenant } from '@tenon/kernel/entity/ctx.ts'
import type { Cells } from '@tenon/kernel/fields/field.ts'
import { type Call, route } from '@tenon/kernel/http/route.ts'
import { queueMail } from '@tenon/kernel/mail/queue.ts'
import { z } from 'zod'
import { recordDeed } from '../people/deed.ts'
import { addLink } from '../people/link.ts'
import { operator } from '../people/operator.ts'
import { background } from './background.ts'
import { emailOf } from './email.ts'
import { forgottenWords } from './mails.ts'
import { identityOf, type OpenIdentity } from './open.ts'
import { countFailure, readThrottle, refuseWhileThrottled, throttleKeys } from './throttle.ts'

const body = z.strictObject({ identifier: z.string().min(1).max(254) })
const minutes = 60

/** Only of someone who is in and has a password: who never had one is invited, and who was shut out stays out. */
const findAccount = (email: string): Statement => ({
  text: `select u.id, u.name, u.email, m.member_id, t.id, t.name, t.time_zone, t.currency
    from (select $1::text as email) wanted
    left join auth."user" u on u.email = wanted.email and exists (select 1 from auth.account a
      where a.user_id = u.id and a.provider_id = 'credential' and a.password is not null)
    left join lateral (select m.* from auth.membership m join kernel.tenant t on t.id = m.tenant_id and t.status = 'active'
      where m.user_id = u.id and m.active order by m.last_used_at desc nulls last limit 1) m on true
    left join kernel.tenant t on t.id = m.tenant_id`,
  values: [email],
})

async function mailLink({ runtime, baseUrl }: OpenIdentity, cells: Cells, address: string): Promise<void> {
  const [userId, userName, email, memberId, id, name, timeZone, currency] = cells as readonly string[]
  const tenant = { id, name, timeZone, currency } as Tenant
  const actor = { ...operator, origin: { via: 'http', address } } as const
  await unitOfWork(runtime, tenant, actor, async work => {
    const link = addLink({ purpose: 'password', value: String(userId), baseUrl, minutes })
    for (const statement of link.statements) work.write(statement)
    queueMail(work, { to: String(email), ...forgottenWords({ name: String(userName), url: link.url, minutes }) })
    recordDeed(work, { memberId: String(memberId), act: 'forgotPassword' })
  })
}

async function counted({ pool }: Runtime, identifier: string, address: string) {
  const keys = throttleKeys(`${emailOf(identifier)}#forgotten`, address)
  const [held = [], rows = []] = await pool.instance([readThrottle(keys), findAccount(emailOf(identifier))])
  refuseWhileThrottled(keys, held)
  await pool.instance(countFailure(keys))
  return rows[0]
}

/** The answer has left before anything is done for an account, so neither its words nor its time tell whether there is one. */
async function forgotten({ body: sent, runtime, address }: Call) {
  const { identifier } = parseBody(body, sent) as z.infer<typeof body>
  const found = await counted(runtime, identifier, address).catch(error => {
    throw translate(error)
  })
  if (found?.[3]) background(runtime, () => mailLink(identityOf(runtime), found, address))
  return { status: 202 }
}

export const forgottenRoute = route({
  method: 'POST',
  path: '/auth/password/forgotten',
  operation: 'auth.forgottenPassword',
  summary: 'Mail a one-time link for choosing a new password, where there is such an account',
  tag: 'sign-in',
  access: 'public',
  body,
  replies: { 202: { description: 'The same whether there is such an account or not' } },
  run: forgotten,
})
