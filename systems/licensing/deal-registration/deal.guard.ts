import { sql } from '@tenon/kernel/data/sql.ts'
import type { Guard } from '@tenon/kernel/entity/entity.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'
import { domainOf, open } from './deal.rules.ts'

/** It tells nobody who registered it. */
const taken = refusal('DEAL_TAKEN', 409, {
  en: '{domain} is registered already, and that registration is still open.',
  zh: '{domain} 已被报备，且该报备仍然有效。',
})
const kept = refusal('DEAL_KEPT', 409, {
  en: 'A registration that was decided on stays on record.',
  zh: '已有结论的报备须保留在案。',
})
const notADomain = { en: 'A domain such as example.com, in lower case.', zh: '请输入小写域名，例如 example.com。' }

const isOpen = (status: unknown) => status === undefined || open.some(one => one === status)

/** One open registration for a domain; two that come at once wait for each other at the domain's lock. */
export const guardDeal: Guard = async ({ ctx, before, after }) => {
  if (!after) {
    if (before?.status !== 'submitted') throw kept()
    return
  }
  const domain = String(after.domain)
  if (domainOf(domain) !== domain)
    throw invalid({}, { fields: [{ field: 'domain', code: 'INVALID_FORMAT', message: notADomain }] })
  if (!isOpen(after.status)) return
  await ctx.query(
    sql`select pg_advisory_xact_lock(hashtextextended(${`deal ${ctx.tenant.id} ${domain}`}, 0)) is null as held`,
  )
  const others = await ctx.query(sql`select 1 as found from licensing.deal_registration
    where tenant_id = ${ctx.tenant.id} and deleted_at is null and domain = ${domain}
      and status = any(${[...open]}::text[]) and id is distinct from ${(after.id as string | undefined) ?? null}::uuid`)
  if (others.length) throw taken({ domain })
}
