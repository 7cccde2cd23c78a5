import { demandsOf } from '@tenon/kernel/access/demands.ts'
import { rowCondition } from '@tenon/kernel/access/scope.ts'
import type { Who } from '@tenon/kernel/access/who.ts'
import { tableOf } from '@tenon/kernel/data/list.ts'
import { sql } from '@tenon/kernel/data/sql.ts'
import type { ReadCtx } from '@tenon/kernel/entity/ctx.ts'
import type { AnyEntity } from '@tenon/kernel/entity/entity.ts'
import { z } from 'zod'
import { type HoldingSet, membersWithRoles, setsThatMay } from '../standing/holders.ts'

export const whoReply = z.object({
  data: z.array(
    z.object({ id: z.string(), name: z.string(), roles: z.array(z.object({ id: z.string(), name: z.string() })) }),
  ),
  page: z.object({ size: z.int(), number: z.int(), total: z.int(), totalIsExact: z.boolean() }),
})

/** Each candidate in the place of whoever asks, so that the database judges all of them by the one condition at once. */
export const candidate = (siteId: string | null): Who => ({
  member: sql`c.member`,
  site: sql`${siteId}::uuid`,
  departments: sql`array(select d.department from identity.member_department d
    where d.tenant_id = m.tenant_id and d.parent_id = c.member)`,
})

export interface WhoQuestion {
  readonly permission: string
  readonly entity: AnyEntity | undefined
  readonly record: string | undefined
  readonly siteId: string | null
  readonly page: number
}
const size = 50

/** The condition under which holders of one set reach the record: seen and acted on, as enforcement asks. */
function conditionOf({ roles, access }: HoldingSet, { entity, permission, record, siteId }: WhoQuestion) {
  const isSet = sql`c.roles = ${[...roles]}::uuid[]`
  if (!entity || record === undefined) return isSet
  const who = candidate(siteId)
  const { seeing, acting } = demandsOf(access, entity, permission)
  const demands = [seeing, acting].flatMap(grants => rowCondition(entity, grants, 't', who) ?? [])
  return sql`${sql.join([isSet, ...demands], sql` and `)}`
}

/** Who can do something, to a record or at all, by name. */
export async function whoMay(ctx: ReadCtx, question: WhoQuestion): Promise<z.infer<typeof whoReply>> {
  const { entity, record, siteId, page, permission } = question
  const sets = await setsThatMay(ctx, siteId, permission)
  const number = { size, number: page, totalIsExact: true }
  if (sets.length === 0) return { data: [], page: { ...number, total: 0 } }
  const conditions = sets.map(set => sql`(${conditionOf(set, question)})`)
  const target =
    entity && record !== undefined
      ? sql`join ${tableOf(entity)} as t on t.tenant_id = m.tenant_id and t.id = ${record}::uuid and t.deleted_at is null`
      : sql``
  const rows = await ctx.query<{ id: string; name: string; roles: string[]; total: number }>(sql`
    select m.id, m.name, c.roles, count(*) over ()::integer as total
    from (${membersWithRoles(ctx.tenant.id, siteId)}) as c
    join identity.member m on m.tenant_id = ${ctx.tenant.id} and m.id = c.member
    ${target}
    where ${sql.join(conditions, sql` or `)}
    order by m.name, m.id limit ${size} offset ${(page - 1) * size}`)
  const names = await roleNames(
    ctx,
    rows.flatMap(({ roles }) => roles),
  )
  const giving = new Map(sets.map(set => [set.roles.join(' '), set]))
  return {
    data: rows.map(({ id, name, roles }) => ({
      id,
      name,
      roles: (giving.get(roles.join(' '))?.roles ?? roles).map(role => ({ id: role, name: names.get(role) ?? role })),
    })),
    page: { ...number, total: rows[0]?.total ?? 0 },
  }
}

async function roleNames(ctx: ReadCtx, ids: readonly string[]): Promise<Map<string, string>> {
  const language = ctx.actor.language === 'zh' ? sql`coalesce(r.name_zh, r.name)` : sql`r.name`
  const rows = await ctx.query<{ id: string; name: string }>(sql`select r.id, ${language} as name from identity.role r
    where r.tenant_id = ${ctx.tenant.id} and r.id = any(${[...new Set(ids)]}::uuid[])`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
