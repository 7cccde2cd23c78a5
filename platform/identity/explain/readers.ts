import { isColleague } from '@tenon/kernel/access/colleague.ts'
import { permissionOf } from '@tenon/kernel/access/permission.ts'
import { rowCondition } from '@tenon/kernel/access/scope.ts'
import { tableOf } from '@tenon/kernel/data/list.ts'
import { type RawBuilder, sql } from '@tenon/kernel/data/sql.ts'
import type { ReadCtx } from '@tenon/kernel/entity/ctx.ts'
import type { AnyEntity } from '@tenon/kernel/entity/entity.ts'
import { membersWithRoles, setsThatMay } from '../standing/holders.ts'
import { candidate } from './who.ts'

type Asking = Pick<ReadCtx, 'tenant' | 'query'>
export interface Reader {
  readonly id: string
  readonly name: string
  readonly email: string
}
export interface ReadersWish {
  readonly entity: AnyEntity
  readonly record: string
  /** Only among these members. */
  readonly among?: readonly string[]
  /** A part of the name or the address. */
  readonly search?: string
  readonly limit: number
}

const like = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`

function wanted({ among, search }: ReadersWish): RawBuilder<unknown> {
  const words = (search ?? '').split(/\s+/).filter(Boolean).slice(0, 8)
  const found = words.map(word => sql`(m.name ilike ${like(word)} or m.email ilike ${like(word)})`)
  const chosen = among ? [sql`c.member = any(${[...among]}::uuid[])`] : []
  return sql.join([sql`true`, ...chosen, ...found], sql` and `)
}

/** Those who may read the record while they work at the site; null: who work at none. */
async function readersAt(ctx: Asking, siteId: string | null, wish: ReadersWish): Promise<Reader[]> {
  const permission = permissionOf(wish.entity, 'read')
  const sets = (await setsThatMay(ctx, siteId, permission)).filter(({ access }) => isColleague(access))
  if (sets.length === 0) return []
  const who = candidate(siteId)
  const conditions = sets.map(({ roles, access }) => {
    const reach = rowCondition(wish.entity, access.grants(permission), 't', who) ?? sql<boolean>`true`
    return sql`(c.roles = ${[...roles]}::uuid[] and ${reach})`
  })
  return ctx.query<Reader>(sql`select m.id, m.name, m.email
    from (${membersWithRoles(ctx.tenant.id, siteId)}) as c
    join identity.member m on m.tenant_id = ${ctx.tenant.id} and m.id = c.member
    join ${tableOf(wish.entity)} as t on t.tenant_id = m.tenant_id and t.id = ${wish.record}::uuid and t.deleted_at is null
    where ${wanted(wish)} and (${sql.join(conditions, sql` or `)}) order by m.name, m.id limit ${wish.limit}`)
}

/**
 * The colleagues who may read a record at one of the sites where they work, by name: judged by the conditions that
 * their own requests would be judged by.
 */
export async function readersOf(ctx: Asking, wish: ReadersWish): Promise<Reader[]> {
  const sites = await ctx.query<{ id: string }>(sql`select id from identity.site
    where tenant_id = ${ctx.tenant.id} and deleted_at is null order by code`)
  const found = new Map<string, Reader>()
  for (const site of [...sites.map(({ id }) => id), null]) {
    if (found.size >= wish.limit || (wish.among && found.size === wish.among.length)) break
    for (const reader of await readersAt(ctx, site, wish)) found.set(reader.id, reader)
  }
  return [...found.values()].toSorted((one, other) => one.name.localeCompare(other.name)).slice(0, wish.limit)
}
