import type { Statement } from '../../data/batch.ts'
import type { Work } from '../../data/unit-of-work.ts'
import type { AnyEntity } from '../../entity/entity.ts'
import { toInstant } from '../../fields/date/date.ts'
import { touchOf } from '../signal.ts'

/** Somebody else who looks at the record now. */
export interface Present {
  readonly id: string
  readonly name: string
  /** The field being edited. */
  readonly field: string | null
  readonly since: string
}

/** The same, with the address under which they have it open. */
export interface Other extends Present {
  readonly collection: string
}

export const signalName = 'presence'
/** Those who are there are told who comes and goes; to everyone else it is no news. */
const touchesOf = (others: readonly Other[], recordId: string) =>
  others.map(({ id, collection }) => touchOf(signalName, `${id}/${collection}/${recordId}`))

/** Seconds after which somebody of whom nothing is heard has left; the console speaks up every 20. */
const patience = `interval '45 seconds'`

/** As many as are shown; more are a crowd. */
const most = 50

interface Place {
  readonly entity: AnyEntity
  readonly recordId: string
  readonly collection: string
  readonly others: readonly Other[]
}

/** Says that the actor is there, and at which field. The others are told only of what is new. */
export async function arrive(
  work: Work,
  { entity, recordId, collection, others }: Place,
  field: string | null,
): Promise<void> {
  const { tenant, actor } = work
  const [cells] = await work.read({
    text: `with known as (select field, seen_at > now() - ${patience} as is_there from kernel.presence
        where tenant_id = $1 and record_id = $2 and member_id = $3::uuid),
      said as (insert into kernel.presence as p (tenant_id, record_id, member_id, entity, name, field, collection)
        values ($1, $2, $3::uuid, $4, $5, $6::text, $7) on conflict (tenant_id, record_id, member_id) do update
        set field = excluded.field, collection = excluded.collection, name = excluded.name, seen_at = now(),
          since = case when p.seen_at > now() - ${patience} then p.since else now() end)
      select coalesce((select is_there and field is not distinct from $6::text from known), false)`,
    values: [tenant.id, recordId, actor.memberId, entity.name, actor.name, field, collection],
  })
  if (cells?.[0] !== 't') work.write(forgetPast(tenant.id, touchesOf(others, recordId)))
}

/** Takes away those of whom nothing was heard for long. */
const forgetPast = (tenantId: string, touches: readonly string[]): Statement => ({
  text: `delete from kernel.presence where tenant_id = $1 and seen_at < now() - interval '10 minutes'`,
  values: [tenantId],
  touches,
})

export async function leave(work: Work, entity: AnyEntity, recordId: string): Promise<void> {
  const others = await othersAt(work, entity, recordId)
  work.write({
    text: 'delete from kernel.presence where tenant_id = $1 and record_id = $2 and member_id = $3 and entity = $4',
    values: [work.tenant.id, recordId, work.actor.memberId, entity.name],
    touches: touchesOf(others, recordId),
  })
}

/** The others who are there, in the order in which they came. */
export async function othersAt(work: Work, entity: AnyEntity, recordId: string): Promise<Other[]> {
  const rows = await work.read({
    text: `select member_id, name, field, since, collection from kernel.presence
      where tenant_id = $1 and record_id = $2 and entity = $3 and member_id is distinct from $4::uuid
        and seen_at > now() - ${patience} order by since, member_id limit ${most}`,
    values: [work.tenant.id, recordId, entity.name, work.actor.memberId],
  })
  return rows.map(([id, name, field, since, collection]) => ({
    id: id as string,
    name: name as string,
    field: field ?? null,
    since: toInstant(since as string),
    collection: collection ?? entity.path ?? '',
  }))
}
