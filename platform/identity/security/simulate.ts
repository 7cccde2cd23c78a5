import { compile, sql } from '@tenon/kernel/data/sql.ts'
import { readFlight } from '@tenon/kernel/data/unit-of-work.ts'
import type { Session } from '@tenon/kernel/operations/read.ts'
import { deviceOf } from '../sign-in/device.ts'
import { type AddressRule, judgeOf } from './addresses.ts'

const most = 10_000
const shown = 200

const online = (tenantId: string) =>
  compile(sql`select s.id, m.id, m.name, s.ip_address, s.user_agent, s.updated_at
    from auth.session s join identity.member m on m.tenant_id = s.tenant_id and m.id = s.member_id
    where s.tenant_id = ${tenantId} and m.tenant_id = ${tenantId} and s.expires_at > now()
    order by s.updated_at desc limit ${most}`)

export interface ShutOut {
  readonly id: string
  readonly member: { readonly id: string; readonly name: string }
  readonly address: string
  readonly device: string
  readonly lastUsedAt: string
}

/** What rules would mean for one address, and for who is signed in now: judged by where each session was opened from. */
export async function simulate({ runtime, tenant, actor }: Session, rules: readonly AddressRule[], address: string) {
  const judge = judgeOf(rules)
  const { results } = await readFlight(runtime, tenant, actor, [online(tenant.id)])
  const rows = results[0] ?? []
  const out = rows.filter(([, , , from]) => !judge(from ?? ''))
  const shutOut = out.slice(0, shown).map(
    ([id, memberId, name, from, userAgent, usedAt]): ShutOut => ({
      id: String(id),
      member: { id: String(memberId), name: String(name) },
      address: from ?? '',
      device: deviceOf(userAgent).device,
      lastUsedAt: new Date(String(usedAt)).toISOString(),
    }),
  )
  return { address, allowed: judge(address), online: rows.length, shutOutCount: out.length, shutOut }
}
