import { createPerson } from '@tenon/identity/server'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import { ctxAt } from '@tenon/kernel/operations/ctx-at.ts'
import { actorOf } from '@tenon/kernel/outbox/react.ts'
import type { Person, TestTenant } from '@tenon/kernel/testing/app.ts'
import { licensing } from '../index.ts'
import { act, create, draft, inDays, list } from '../story.ts'

/** What the platform does by itself at an instant, in a transaction of this person's organisation. */
export const atInstant = (person: Person, instant: string, work: (ctx: Ctx) => Promise<void>) =>
  unitOfWork(person.session.runtime, person.session.tenant, person.session.actor, transaction =>
    work(ctxAt(transaction, new Date(instant), actorOf(licensing, 'job'))),
  )

/** A licence in use whose year ends so many days from today. */
export async function ending(person: Person, days: number, values: object = {}) {
  const dates = { startsOn: inDays(person, days - 364), endsOn: inDays(person, days) }
  const { id } = await draft(person, { ...dates, ...values })
  await act(person, 'licenses', id, 'issue')
  return act(person, 'licenses', id, 'activate')
}

export const alertsOf = (person: Person, query = '') => list(person, `license_alerts?sort=no${query}`)

/** Somebody with an account, as notices need one. */
export async function join({ session: { runtime } }: Person, tenant: TestTenant, name: string, roles: string[] = []) {
  const email = `${name}.${tenant.id.slice(0, 8)}@example.com`
  const made = await createPerson(runtime, tenant, { name, email, roles: roles.map(role => ({ role })) })
  return made.memberId
}

export const seller = async (person: Person, name: string, member: string | null, reportsTo: string | null = null) =>
  (await create(person, 'sales_reps', { name, member, reportsTo })).id as string

export interface Told {
  readonly member: string
  readonly kind: string
  readonly params: Readonly<Record<string, unknown>>
}
/** What members were told, in the order of time. */
export async function told({ session: { runtime, tenant } }: Person): Promise<Told[]> {
  const text = 'select member_id, kind, params::text from messages.notification where tenant_id = $1 order by id'
  const [rows = []] = await runtime.pool.flight(tenant.id, [{ text, values: [tenant.id] }])
  return rows.map(([member, kind, params]) => ({ member, kind, params: JSON.parse(params ?? '{}') }) as Told)
}
