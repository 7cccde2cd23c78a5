import type { Runtime } from '@tenon/kernel/data/unit-of-work.ts'

/** Every role that a member holds in any way: now, at another time, or asleep for emergencies. */
const text = `select a.role from identity.member_role a where a.tenant_id = $1 and a.parent_id = $2
  union select r.role from identity.member_department m
    join identity.department_role r on r.tenant_id = m.tenant_id and r.parent_id = m.department
    where m.tenant_id = $1 and m.parent_id = $2
  union select r.role from identity.member_position m
    join identity.position_role r on r.tenant_id = m.tenant_id and r.parent_id = m.post
    where m.tenant_id = $1 and m.parent_id = $2`

export async function rolesEverHeld(
  { pool }: Runtime,
  { tenantId, memberId }: { readonly tenantId: string; readonly memberId: string },
): Promise<string[]> {
  const [rows = []] = await pool.flight(tenantId, [{ text, values: [tenantId, memberId] }])
  return rows.map(([role]) => role as string)
}
