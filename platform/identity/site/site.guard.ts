import { everything } from '@tenon/kernel/access/grant.ts'
import { sql } from '@tenon/kernel/data/sql.ts'
import type { Guard } from '@tenon/kernel/entity/entity.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'
import { covers } from '../role/grants.rules.ts'
import { accessAt } from '../standing/standing.ts'
import { mayStandBelow, type SiteType } from './site.rules.ts'

const wrongPlace = {
  en: 'A site of this type cannot stand there: factories belong to an exporter or the headquarters, exporters to the headquarters, storefronts to any of them.',
  zh: '该类型的站点不能设在此处：工厂隶属于出口商或总部，出口商隶属于总部，店铺站点可隶属于以上任一站点。',
}
const wrongBelow = {
  en: 'Sites below this one could not stand below a site of that type.',
  zh: '更改类型后，其下级站点将不能再隶属于它。',
}
const moving = {
  en: 'Only an administrator moves a site: those at its new place would gain rights over it.',
  zh: '只有管理员可以移动站点：新上级站点的人员会获得对它的权限。',
}

type Asking = Parameters<Guard>[0]['ctx']
const refuse = (field: string, message: typeof moving): never => {
  throw invalid({}, { fields: [{ field, code: 'WRONG_PLACE', message }] })
}

async function typeOf(ctx: Asking, id: string | null): Promise<SiteType | null> {
  if (id === null) return null
  const [row] = await ctx.query<{ type: SiteType }>(
    sql`select type from identity.site where tenant_id = ${ctx.tenant.id} and id = ${id}::uuid`,
  )
  return row?.type ?? null
}
const typesBelow = (ctx: Asking, id: string) =>
  ctx.query<{ type: SiteType }>(sql`select distinct type from identity.site
    where tenant_id = ${ctx.tenant.id} and parent = ${id}::uuid and deleted_at is null`)

const parentOf = (site: Readonly<Record<string, unknown>>) => (site.parent ?? null) as string | null

/** Sites form a tree that follows their types; who works above reaches below, so only an administrator moves a site. */
export const guardSite: Guard = async ({ ctx, before, after }) => {
  if (!after) return
  const type = (after.type ?? 'headquarters') as SiteType
  if (!mayStandBelow(type, await typeOf(ctx, parentOf(after)))) refuse('parent', wrongPlace)
  if (!before) return
  if (before.type !== type)
    for (const below of await typesBelow(ctx, String(before.id)))
      if (!mayStandBelow(below.type, type)) refuse('type', wrongBelow)
  const isMoved = parentOf(before) !== parentOf(after)
  if (isMoved && !everything.every(grant => covers(accessAt(ctx.actor, null), grant))) refuse('parent', moving)
}
