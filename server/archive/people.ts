import type { Session } from './connection.ts'
import { type Table, tableNamed } from './tables.ts'

/**
 * What of the accounts goes with a tenant: enough for its people to sign in with their passwords. Tokens of other
 * providers stay behind. A condition names the tenant as $1.
 */
const parts = [
  {
    name: 'auth.user',
    columns: ['id', 'name', 'email', 'email_verified', 'created_at', 'updated_at'],
    condition: 'id in (select user_id from auth.membership where tenant_id = $1)',
  },
  {
    name: 'auth.account',
    columns: ['id', 'user_id', 'provider_id', 'account_id', 'password', 'created_at', 'updated_at'],
    condition: "provider_id = 'credential' and user_id in (select user_id from auth.membership where tenant_id = $1)",
  },
  { name: 'auth.membership', columns: ['member_id', 'user_id', 'active', 'last_used_at'], condition: 'tenant_id = $1' },
] as const

export interface PeopleTable extends Table {
  readonly condition: string
}

/** Empty where nobody signs in, as in a database without the identity system. */
export async function peopleTables(session: Session): Promise<readonly PeopleTable[]> {
  const found: PeopleTable[] = []
  for (const { name, columns, condition } of parts) {
    const table = await tableNamed(session, name)
    if (!table) continue
    const kept = table.columns.filter(column => (columns as readonly string[]).includes(column.name))
    found.push({ ...table, columns: kept, condition })
  }
  return found
}

/** Who belongs to the tenant now, by account. */
export async function accountsOf({ rows }: Session, tenantId: string): Promise<string[]> {
  const found = await rows('select user_id from auth.membership where tenant_id = $1', [tenantId])
  return found.map(([id]) => id as string)
}

/** Takes away the accounts among these that belong to no organisation any more, and the links sent to them. */
export async function dropHomeless(
  { rows }: Session,
  accounts: readonly string[],
): Promise<readonly [string, number][]> {
  const users = await rows(
    `delete from auth."user" u where u.id = any($1::uuid[])
      and not exists (select 1 from auth.membership m where m.user_id = u.id) returning u.id`,
    [accounts],
  )
  const gone = users.map(([id]) => id as string)
  const links = await rows(
    "delete from auth.verification where split_part(value, ' ', 2) = any($1::text[]) returning 1",
    [gone],
  )
  return [
    ['auth.user', gone.length],
    ['auth.verification', links.length],
  ]
}
