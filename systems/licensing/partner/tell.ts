import { sql } from '@tenon/kernel/data/sql.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import { type Link, notify } from '@tenon/messages'
import { administrators } from '../alert/told.ts'

/** What people are told of partners, and partners of what they asked for. */
export const partnerNotices = [
  'orderSubmitted',
  'orderDecided',
  'orderCommented',
  'dealRegistered',
  'dealDecided',
  'renewalRequested',
] as const
type Kind = (typeof partnerNotices)[number]

/** Those of the partner who sign in. */
const peopleOf = ({ tenant, query }: Ctx, partner: string) =>
  query<{ member: string }>(sql`select member from licensing.partner_user
    where tenant_id = ${tenant.id} and parent_id = ${partner}::uuid`)

const memberOf = ({ tenant, query }: Ctx, salesRep: string) =>
  query<{ member: string }>(sql`select m.id as member from licensing.sales_rep r
    join identity.member m on m.tenant_id = r.tenant_id and m.id = r.member and m.status = 'active' and m.deleted_at is null
    where r.tenant_id = ${tenant.id} and r.id = ${salesRep}::uuid and r.deleted_at is null`)

interface News {
  readonly kind: Kind
  readonly params?: Readonly<Record<string, string>>
  readonly link: Link
}

/** Tells the representative whose matter it is, or the administrators where that is nobody who signs in. */
export async function tellKeeper(ctx: Ctx, salesRep: string | null | undefined, news: News): Promise<void> {
  const keeper = salesRep ? await memberOf(ctx, salesRep) : []
  const to = keeper.length ? keeper : await administrators(ctx)
  notify(ctx, { ...news, to: to.map(({ member }) => member) })
}

export async function tellPartner(ctx: Ctx, partner: string, news: News): Promise<void> {
  const to = await peopleOf(ctx, partner)
  notify(ctx, { ...news, to: to.map(({ member }) => member) })
}
