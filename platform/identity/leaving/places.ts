import type { Work } from '@tenon/kernel/data/unit-of-work.ts'

interface Named {
  readonly id: string
  readonly name: string
}
export interface Placed {
  /** The departments someone is a head of. */
  readonly heads: readonly Named[]
  readonly positions: readonly Named[]
}

const named = (rows: readonly (readonly (string | null)[])[]): Named[] =>
  rows.map(([id, name]) => ({ id: id as string, name: name as string }))

/** The offices a member holds: vacant once they have left. */
export async function placesOf(work: Work, memberId: string): Promise<Placed> {
  const values = [work.tenant.id, memberId]
  const heads = await work.read({
    text: `select d.id, d.name from identity.member_department m join identity.department d
      on d.tenant_id = m.tenant_id and d.id = m.department and d.deleted_at is null
      where m.tenant_id = $1 and m.parent_id = $2 and m.is_head order by m.position`,
    values,
  })
  const positions = await work.read({
    text: `select p.id, p.name from identity.member_position m join identity.position p
      on p.tenant_id = m.tenant_id and p.id = m.post and p.deleted_at is null
      where m.tenant_id = $1 and m.parent_id = $2 order by m.position`,
    values,
  })
  return { heads: named(heads), positions: named(positions) }
}
