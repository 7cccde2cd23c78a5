import { toGrant } from '@tenon/kernel/access/grant.ts'
import { rowCondition } from '@tenon/kernel/access/scope.ts'
import { tableOf } from '@tenon/kernel/data/list.ts'
import { wholeShape } from '@tenon/kernel/data/records.ts'
import type { Values } from '@tenon/kernel/data/shape.ts'
import { type RawBuilder, sql } from '@tenon/kernel/data/sql.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { type AnyEntity, snake } from '@tenon/kernel/entity/entity.ts'
import type { Fields } from '@tenon/kernel/fields/field.ts'
import type { Owned } from './owned.ts'

const own = [toGrant({ permission: '*', scope: 'own' })]
const none = sql`null::uuid`

/** Rows that belong to a member in this way. */
function belongs({ entity, kind, lines, reference }: Owned, memberId: string): RawBuilder<boolean> {
  const who = { member: sql`${memberId}::uuid`, site: none, departments: sql`'{}'::uuid[]` }
  if (kind !== 'direct') return rowCondition(entity, own, 't', who) as RawBuilder<boolean>
  const line = lines && ((entity.fields as Fields)[lines]?.kind.lines?.() as AnyEntity)
  if (!line) return sql<boolean>`${sql.ref(`t.${snake(reference)}`)} = ${memberId}::uuid`
  return sql<boolean>`exists (select 1 from ${tableOf(line)} as l where l.tenant_id = t.tenant_id and l.parent_id = t.id
    and ${sql.ref(`l.${snake(reference)}`)} = ${memberId}::uuid)`
}
const living = ({ tenant }: Work) => sql`t.tenant_id = ${tenant.id} and t.deleted_at is null`

export async function countOwned(work: Work, ways: readonly Owned[], memberId: string): Promise<number[]> {
  if (ways.length === 0) return []
  const counts = ways.map(
    way => sql`(select count(*) from ${tableOf(way.entity)} as t where ${living(work)} and ${belongs(way, memberId)})`,
  )
  const [cells = []] = await work.read(sql`select ${sql.join(counts)}`)
  return cells.map(Number)
}

/** The next of them, locked, oldest first. */
export async function takeOwned(work: Work, way: Owned, memberId: string, limit: number): Promise<Values[]> {
  const shape = wholeShape(way.entity)
  const rows = await work.read(sql`select ${shape.select} from ${tableOf(way.entity)} as t
    where ${living(work)} and ${belongs(way, memberId)} order by t.id limit ${limit} for no key update of t`)
  return rows.map(cells => shape.read(cells, work.today))
}

/** The records that stand for a member. */
export async function standInsOf(work: Work, { entity, field }: NonNullable<Owned['standIn']>, memberId: string) {
  const rows = await work.read(sql`select t.id from ${tableOf(entity)} as t
    where ${living(work)} and ${sql.ref(`t.${snake(field)}`)} = ${memberId}::uuid order by t.id`)
  return rows.map(([id]) => id as string)
}
