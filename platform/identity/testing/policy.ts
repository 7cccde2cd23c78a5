import type { Runtime } from '@tenon/kernel/data/unit-of-work.ts'
import type { PolicyWish } from '../security/policy-body.ts'
import type { Caller } from './sign-in-app.ts'

type Change = {
  readonly [K in keyof PolicyWish]?: K extends 'addressRules' | 'secondFactorRoles'
    ? PolicyWish[K]
    : Partial<PolicyWish[K]>
}

/** Changes some of an organisation's policy and leaves the rest as it is. */
export async function setPolicy(admin: Caller, change: Change) {
  const { version: _, trial: __, address: ___, ...now } = (await admin.get('/security/policy')).body
  const groups = ['password', 'lockout', 'session'] as const
  const merged = Object.fromEntries(groups.map(group => [group, { ...now[group], ...(change[group] ?? {}) }]))
  return admin.put('/security/policy', { ...now, ...change, ...merged })
}

/** The mails to somebody that wait to be sent, newest first. */
export async function mailsTo({ pool }: Runtime, tenantId: string, to: string): Promise<string[]> {
  const text = 'select text_body from kernel.mail where tenant_id = $1 and recipient = $2 order by id desc'
  const [rows = []] = await pool.flight(tenantId, [{ text, values: [tenantId, to] }])
  return rows.map(([body]) => String(body))
}
