import { sql } from '@tenon/kernel/data/sql.ts'
import type { ReadCtx } from '@tenon/kernel/entity/ctx.ts'
import { fromScaled } from '@tenon/kernel/fields/number/number.ts'

export interface Buyer {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly types: readonly string[]
  readonly manager: string | null
  readonly discountPercent: string
  /** What the person who acts is at this partner; null for one of ours. */
  readonly role: string | null
}
type Asking = Pick<ReadCtx, 'tenant' | 'actor' | 'query'>
type Stored = Omit<Buyer, 'discountPercent'> & { readonly discount: number }

const found = ({ discount, ...buyer }: Stored): Buyer => ({
  ...buyer,
  discountPercent: fromScaled(String(discount), 2),
})

/** A partner as whoever trades with it must know it, and what the person who acts is there. */
export async function buyerOf({ tenant, actor, query }: Asking, id: string): Promise<Buyer> {
  const [stored] =
    await query<Stored>(sql`select p.id, p.name, p.status, p.types, p.manager, p.discount_percent as discount,
      (select u.role from licensing.partner_user u where u.tenant_id = p.tenant_id and u.parent_id = p.id
        and u.member = ${actor.memberId}::uuid) as role
    from licensing.partner p where p.tenant_id = ${tenant.id} and p.id = ${id}::uuid`)
  if (!stored) throw new Error(`The partner ${id} of an order is not there`)
  return found(stored)
}

/** The partner that the person who acts speaks for; undefined for everyone else. */
export async function ownPartner(asking: Asking): Promise<(Buyer & { role: string }) | undefined> {
  const [own] = await asking.query<{ id: string }>(sql`select p.id from licensing.partner_user u
    join licensing.partner p on p.tenant_id = u.tenant_id and p.id = u.parent_id and p.deleted_at is null
    where u.tenant_id = ${asking.tenant.id} and u.member = ${asking.actor.memberId}::uuid`)
  const buyer = own && (await buyerOf(asking, own.id))
  return buyer && { ...buyer, role: buyer.role ?? 'viewer' }
}
