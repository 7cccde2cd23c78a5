import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Cells } from '@tenon/kernel/fields/field.ts'

interface Named {
  readonly id: string
  readonly name: string
}
export interface Post extends Named {
  /** Held in for its holder. */
  readonly isDeputy: boolean
}
export interface Placed {
  /** The departments someone is a head of. */
  readonly heads: readonly Named[]
  readonly positions: readonly Post[]
}

const named = ([id, name]: Cells): Named => ({ id: id as string, name: name as string })

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
    text: `select p.id, p.name, m.is_deputy from identity.member_position m join identity.position p
      on p.tenant_id = m.tenant_id and p.id = m.post and p.deleted_at is null
      where m.tenant_id = $1 and m.parent_id = $2 order by m.position`,
    values,
  })
  return {
    heads: heads.map(named),
    positions: positions.map(cells => ({ ...named(cells), isDeputy: cells[2] === 't' })),
  }
}
