import { changeRecord, insertRecord, lockRecord } from '@tenon/kernel/data/records.ts'
import type { Values } from '@tenon/kernel/data/shape.ts'
import { sql } from '@tenon/kernel/data/sql.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { invalid, stale } from '@tenon/kernel/problem/refusals.ts'
import { type AddressRule, judgeOf } from './addresses.ts'
import { securityPolicy } from './policy.entity.ts'
import { type PolicyWish, toValues } from './policy-body.ts'

const shutsYouOut = refusal('SHUTS_YOU_OUT', 409, {
  en: 'These rules would shut you out: your address is {address}. Save them on trial, or let your address in.',
  zh: '这些规则会将你自己拒之门外（当前地址 {address}）。请先试用，或允许你的地址。',
})
const noTrial = refusal('NO_TRIAL', 409, {
  en: 'No address rules are on trial; the ones before are in force.',
  zh: '当前没有试用中的地址规则，原有规则已生效。',
})

/** The organisation's policy, locked; null while it has none of its own. The tenant's row keeps two from making one each. */
async function lockPolicy(work: Work): Promise<Values | null> {
  await work.read(sql`select id from kernel.tenant where id = ${work.tenant.id} for no key update`)
  const [row] = await work.read(
    sql`select id from identity.security_policy where tenant_id = ${work.tenant.id} and deleted_at is null`,
  )
  return row?.[0] ? (await lockRecord(work, securityPolicy, row[0])).record : null
}

async function refuseUnknownRoles(work: Work, roles: readonly string[]) {
  if (roles.length === 0) return
  const found = await work.read(sql`select id from identity.role
    where tenant_id = ${work.tenant.id} and deleted_at is null and id = any(${roles}::uuid[])`)
  const known = new Set(found.map(([id]) => id))
  const fields = roles.flatMap((id, i) =>
    known.has(id) ? [] : [{ field: `secondFactorRoles.${i}`, code: 'REFERENCE_NOT_FOUND' }],
  )
  if (fields.length) throw invalid({}, { fields })
}

/** Rules on trial leave the ones before in their place. */
function rulesOf(current: Values | null, { addressRules, trialMinutes }: PolicyWish, address: string) {
  if (trialMinutes !== undefined) {
    const endsAt = new Date(Date.now() + trialMinutes * 60_000).toISOString()
    return { addressRules: current?.addressRules ?? [], trialRules: addressRules, trialEndsAt: endsAt }
  }
  if (!judgeOf(addressRules as AddressRule[])(address)) throw shutsYouOut({ address }, { extra: { address } })
  return { addressRules, trialRules: null, trialEndsAt: null }
}

/** Replaces the policy. Throws SHUTS_YOU_OUT for rules that are not on trial and would refuse their author's address. */
export async function savePolicy(work: Work, wish: PolicyWish, address: string): Promise<void> {
  const current = await lockPolicy(work)
  if (wish.version !== undefined && wish.version !== (current?.version ?? 0)) throw stale()
  await refuseUnknownRoles(work, wish.secondFactorRoles)
  const values = { ...toValues(wish), ...rulesOf(current, wish, address) }
  if (!current) return void (await insertRecord(work, securityPolicy, values, { restricted: false }))
  changeRecord(work, securityPolicy, current, values, { act: 'update', event: 'updated' }, { restricted: false })
}

/** Keeps the rules that are on trial. Throws NO_TRIAL when it is over: then the ones before hold again. */
export async function confirmTrial(work: Work, address: string): Promise<void> {
  const current = await lockPolicy(work)
  const rules = current?.trialRules as AddressRule[] | null | undefined
  if (!current || !rules || Date.parse(String(current.trialEndsAt)) <= Date.now()) throw noTrial()
  if (!judgeOf(rules)(address)) throw shutsYouOut({ address }, { extra: { address } })
  const values = { addressRules: rules, trialRules: null, trialEndsAt: null }
  const change = { act: 'confirmRules', event: 'rulesConfirmed' }
  changeRecord(work, securityPolicy, current, values, change, { restricted: false })
}

/** What is in force, and what is being tried. */
export async function readPolicy(work: Work) {
  const [row] = await work.read(sql`select s.version, to_jsonb(p)::text from identity.security_policy s
    join auth.policy p on p.tenant_id = s.tenant_id where s.tenant_id = ${work.tenant.id} and s.deleted_at is null`)
  return row ? { version: Number(row[0]), stored: row[1] as string } : { version: 0, stored: null }
}
