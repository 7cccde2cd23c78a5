import type { Statement } from '@tenon/kernel/data/batch.ts'
import { translate } from '@tenon/kernel/data/pg-errors.ts'
import type { Runtime, Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Cells } from '@tenon/kernel/fields/field.ts'
import type { AddressRule } from './addresses.ts'
import { type PasswordPolicy, type Policy, strictest, usualPolicy } from './policy.rules.ts'

/** A row of `auth.policy`. */
interface Stored {
  readonly min_length: number
  readonly classes: number
  readonly history: number
  readonly max_age_days: number | null
  readonly refuse_common: boolean
  readonly refuse_breached: boolean
  readonly attempts: number
  readonly lockout_minutes: number
  readonly idle_minutes: number
  readonly absolute_hours: number
  readonly concurrent: number | null
  readonly second_factor: Policy['secondFactor']
  readonly second_factor_roles: string[]
  readonly address_rules: AddressRule[]
  readonly trial_rules: AddressRule[] | null
  readonly trial_ends_at: string | null
}

function toPolicy(row: Stored): Policy {
  return {
    password: {
      minLength: row.min_length,
      classes: row.classes,
      history: row.history,
      maxAgeDays: row.max_age_days,
      refuseCommon: row.refuse_common,
      refuseBreached: row.refuse_breached,
    },
    lockout: { attempts: row.attempts, minutes: row.lockout_minutes },
    session: { idleMinutes: row.idle_minutes, absoluteHours: row.absolute_hours, concurrent: row.concurrent },
    secondFactor: row.second_factor,
    secondFactorRoles: row.second_factor_roles,
    addressRules: row.address_rules,
  }
}

/** Rules that are on trial at this moment. */
export interface Trial {
  readonly addressRules: readonly AddressRule[]
  readonly endsAt: string
}
function trialOf({ trial_rules, trial_ends_at }: Stored): Trial | null {
  const ends = Date.parse(String(trial_ends_at))
  return trial_rules && ends > Date.now() ? { addressRules: trial_rules, endsAt: new Date(ends).toISOString() } : null
}
/** A row of `auth.policy` as JSON; null for an organisation that has none of its own. */
export function parsePolicy(stored: string | null): Policy & { readonly trial: Trial | null } {
  const row = stored === null ? null : (JSON.parse(stored) as Stored)
  return row ? { ...toPolicy(row), trial: trialOf(row) } : { ...usualPolicy, trial: null }
}

const ofTenants = (condition: string, values: readonly unknown[]): Statement => ({
  text: `select to_jsonb(p)::text from kernel.tenant t left join auth.policy p on p.tenant_id = t.id where ${condition}`,
  values,
})

/** Inside a transaction the question goes its way: a second connection could be the one that others wait for. */
export type Asked = Runtime | Work
export async function ask(asked: Asked, statement: Statement): Promise<readonly Cells[]> {
  if ('read' in asked) return asked.read(statement)
  const [rows = []] = await asked.pool.instance([statement]).catch(error => {
    throw translate(error)
  })
  return rows
}

async function read(asked: Asked, statement: Statement): Promise<Policy[]> {
  const rows = await ask(asked, statement)
  return rows.map(([row]) => parsePolicy(row ?? null))
}

export const policyOf = async (asked: Asked, tenantId: string): Promise<Policy> =>
  (await read(asked, ofTenants('t.id = $1', [tenantId])))[0] ?? usualPolicy

/** What a password must be for all organisations of an account, and for one it is about to join. */
export async function passwordPolicy(
  asked: Asked,
  { userId = null, tenantId = null }: { readonly userId?: string | null; readonly tenantId?: string | null },
): Promise<PasswordPolicy> {
  const condition = `t.id = $2::uuid or t.id in (select m.tenant_id from auth.membership m where m.user_id = $1::uuid)`
  return strictest((await read(asked, ofTenants(condition, [userId, tenantId]))).map(({ password }) => password))
}
