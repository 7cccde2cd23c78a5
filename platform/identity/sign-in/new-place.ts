import type { Statement } from '@tenon/kernel/data/batch.ts'
import { translate } from '@tenon/kernel/data/pg-errors.ts'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import type { Tenant } from '@tenon/kernel/entity/ctx.ts'
import { queueMail } from '@tenon/kernel/mail/queue.ts'
import { operator } from '../people/operator.ts'
import { deviceOf } from './device.ts'
import type { Entrant } from './entrant.ts'
import { newPlaceWords } from './mails.ts'
import type { OpenIdentity } from './open.ts'
import { networkOf } from './throttle.ts'

/** The half that a provider hands out addresses from, so that a telephone on its way is not new at every corner. */
const providerOf = (address: string) => networkOf(address).split(/[.:]/).slice(0, 2).join('.')

/** Keeps the place in mind; gives whether it was known and whether there is any other. */
const seePlace = (userId: string, device: string, network: string): Statement[] => [
  {
    text: `select exists (select 1 from auth.known_place where user_id = $1 and device = $2 and network = $3),
      exists (select 1 from auth.known_place where user_id = $1)`,
    values: [userId, device, network],
  },
  {
    text: `insert into auth.known_place (user_id, device, network) values ($1, $2, $3)
      on conflict (user_id, device, network) do update set last_seen_at = now()`,
    values: [userId, device, network],
  },
  {
    text: "delete from auth.known_place where user_id = $1 and last_seen_at < now() - interval '400 days'",
    values: [userId],
  },
]
const findTenant = (id: string): Statement => ({
  text: 'select id, name, time_zone, currency from kernel.tenant where id = $1',
  values: [id],
})

/** Tells the owner of an account when it is used with a device or from a network it was never used from. */
export async function noticePlace({ runtime }: OpenIdentity, { user, membership, place }: Entrant): Promise<void> {
  const { device } = deviceOf(place.userAgent)
  const statements = [...seePlace(user.id, device, providerOf(place.address)), findTenant(membership.tenantId)]
  const [seen, , , tenants] = await runtime.pool.instance(statements).catch(error => {
    throw translate(error)
  })
  const [isKnown, hasOthers] = seen?.[0] ?? []
  if (isKnown === 't' || hasOthers !== 't') return
  const [id, name, timeZone, currency] = (tenants?.[0] ?? []) as string[]
  const tenant = { id, name, timeZone, currency } as Tenant
  const words = newPlaceWords({
    name: user.name,
    device,
    address: place.address,
    at: new Date(),
    timeZone: tenant.timeZone,
  })
  await unitOfWork(runtime, tenant, operator, async work => void queueMail(work, { to: user.email, ...words }))
}
