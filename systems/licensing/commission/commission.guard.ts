import { sql } from '@tenon/kernel/data/sql.ts'
import type { Guard } from '@tenon/kernel/entity/entity.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'

export const ownCommission = refusal('OWN_COMMISSION', 403, {
  en: 'Nobody approves or pays what they earn themselves.',
  zh: '不能审批或支付自己的佣金。',
})

const moved = new Set(['approved', 'paid'])

/** Held against the person who acts: neither their own share nor, at a partner, that of their company. */
export const guardCommission: Guard = async ({ ctx, before, after }) => {
  if (!after || !moved.has(String(after.status)) || after.status === before?.status) return
  const rows = await ctx.query<{ own: boolean }>(sql`select true as own from licensing.sales_rep r
    where r.tenant_id = ${ctx.tenant.id} and r.id = ${(after.salesRep as string | null) ?? null}::uuid
      and r.member = ${ctx.actor.memberId}::uuid`)
  if (rows.length) throw ownCommission()
}
