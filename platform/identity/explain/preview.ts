import type { Access } from '@tenon/kernel/access/access.ts'
import { type Grant, shows } from '@tenon/kernel/access/grant.ts'
import { permissionOf } from '@tenon/kernel/access/permission.ts'
import { rowCondition } from '@tenon/kernel/access/scope.ts'
import { canonical } from '@tenon/kernel/audit/canonical.ts'
import { tableOf } from '@tenon/kernel/data/list.ts'
import { type RawBuilder, sql } from '@tenon/kernel/data/sql.ts'
import { labelsOf } from '@tenon/kernel/derive/labels.ts'
import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import type { ReadCtx } from '@tenon/kernel/entity/ctx.ts'
import { type AnyEntity, fieldsOf } from '@tenon/kernel/entity/entity.ts'
import type { Language } from '@tenon/kernel/messages/language.ts'
import { z } from 'zod'
import type { GrantLine } from '../role/grants.rules.ts'
import { linesOfRoles } from '../standing/handing-out.ts'
import { accessOfSet, membersWithRoles, type RoleSet, roleSets } from '../standing/holders.ts'
import { type Right, rightsOn } from './permissions.ts'
import { candidate } from './who.ts'
import { scopeText } from './words.ts'

const difference = z.object({
  rows: z.int(),
  rowsAreExact: z.boolean(),
  sample: z.array(z.object({ id: z.string(), title: z.string() })),
})
export const previewReply = z.object({
  /** How many people hold the role now. */
  holders: z.int(),
  changes: z.array(
    z.object({
      permission: z.string(),
      label: z.string(),
      resource: z.string(),
      before: z.array(z.string()),
      after: z.array(z.string()),
      fieldsGained: z.array(z.string()),
      fieldsLost: z.array(z.string()),
      /** Records that come into, or go out of, the sight of the people looked at; only for reading. */
      gained: difference.optional(),
      lost: difference.optional(),
      people: z.array(z.object({ id: z.string(), name: z.string(), gained: z.int(), lost: z.int() })),
    }),
  ),
})
type Preview = z.infer<typeof previewReply>

/** People with one set of roles, before and after. */
interface Affected extends RoleSet {
  readonly before: Access
  readonly after: Access
}
export interface Wish {
  /** The role as it would be; without one, a new role that nobody holds yet. */
  readonly role: string | undefined
  readonly lines: readonly GrantLine[]
}
/** People looked at one by one, and rows counted, at most. */
const limits = { people: 20, kinds: 12, rows: 10_000, sample: 5 }

async function affectedBy(ctx: ReadCtx, siteId: string | null, { role, lines }: Wish): Promise<Affected[]> {
  const sets = (await roleSets(ctx, siteId)).filter(set => role !== undefined && set.roles.includes(role))
  const known = await linesOfRoles(
    ctx,
    sets.flatMap(({ roles }) => roles),
  )
  const wished = new Map<string, readonly GrantLine[]>([...known, [role ?? '', lines]])
  return sets.map(set => ({
    ...set,
    before: accessOfSet(known, set.roles),
    after: accessOfSet(wished, set.roles),
  }))
}

const plain = (grants: readonly Grant[]) => [...new Set(grants.map(grant => canonical(grant)))].sort().join()
const differs = (permission: string) => (set: Affected) =>
  plain(set.before.grants(permission)) !== plain(set.after.grants(permission))

const levels = { nothing: 0, masked: 1, clear: 2 } as const
const levelOf = (grants: readonly Grant[], field: string) =>
  Math.max(0, ...grants.map(grant => levels[shows(grant, field)]))

function fieldChanges(entity: AnyEntity, sets: readonly Affected[], permission: string) {
  const step = (field: string) =>
    sets.map(set => levelOf(set.after.grants(permission), field) - levelOf(set.before.grants(permission), field))
  const names = fieldsOf(entity).map(([name]) => name)
  return {
    fieldsGained: names.filter(name => step(name).some(change => change > 0)),
    fieldsLost: names.filter(name => step(name).some(change => change < 0)),
  }
}

/** Rows one access reaches and the other does not, for the holder that stands in the place of whoever asks. */
function reachedOnlyBy(
  entity: AnyEntity,
  permission: string,
  sets: readonly Affected[],
  one: 'before' | 'after',
  siteId: string | null,
) {
  const other = one === 'before' ? 'after' : 'before'
  const who = candidate(siteId)
  const reach = (access: Access) => rowCondition(entity, access.grants(permission), 't', who) ?? sql<boolean>`true`
  const cases = sets.map(
    set => sql`(c.roles = ${[...set.roles]}::uuid[] and ${reach(set[one])} and not ${reach(set[other])})`,
  )
  return sql<boolean>`(${sql.join(cases, sql` or `)})`
}

const peopleOf = (ctx: ReadCtx, siteId: string | null, sets: readonly Affected[]) => sql`
  select c.member, c.roles from (${membersWithRoles(ctx.tenant.id, siteId)}) as c
  where ${sql.join(
    sets.map(({ roles }) => sql`c.roles = ${[...roles]}::uuid[]`),
    sql` or `,
  )} order by c.member limit ${limits.people}`

const rowsWhere = (ctx: ReadCtx, entity: AnyEntity, condition: RawBuilder<boolean>) => sql<{ id: string }>`
  select t.id from ${tableOf(entity)} as t where t.tenant_id = ${ctx.tenant.id} and t.deleted_at is null and ${condition}
  limit ${limits.rows + 1}`

interface Ground {
  readonly ctx: ReadCtx
  readonly siteId: string | null
  titles(entity: AnyEntity, ids: readonly string[]): Promise<ReadonlyMap<string, string>>
}

async function rowsGained(
  { ctx, siteId, titles }: Ground,
  entity: AnyEntity,
  sets: readonly Affected[],
  one: 'before' | 'after',
) {
  const condition = reachedOnlyBy(entity, permissionOf(entity, 'read'), sets, one, siteId)
  const someone = sql<boolean>`exists (select 1 from (${peopleOf(ctx, siteId, sets)}) as c
    join identity.member m on m.tenant_id = ${ctx.tenant.id} and m.id = c.member where ${condition})`
  const found = await ctx.query(rowsWhere(ctx, entity, someone))
  const shown = await titles(
    entity,
    found.slice(0, limits.sample).map(({ id }) => id),
  )
  return {
    rows: Math.min(found.length, limits.rows),
    rowsAreExact: found.length <= limits.rows,
    sample: [...shown].map(([id, title]) => ({ id, title })),
  }
}

function peopleWhoGain({ ctx, siteId }: Ground, entity: AnyEntity, sets: readonly Affected[]) {
  const permission = permissionOf(entity, 'read')
  const count = (one: 'before' | 'after') => sql`(select count(*)::integer from (
    ${rowsWhere(ctx, entity, reachedOnlyBy(entity, permission, sets, one, siteId))}) as found)`
  return ctx.query<Preview['changes'][number]['people'][number]>(sql`
    select m.id, m.name, ${count('after')} as gained, ${count('before')} as lost
    from (${peopleOf(ctx, siteId, sets)}) as c
    join identity.member m on m.tenant_id = ${ctx.tenant.id} and m.id = c.member order by m.name`)
}

async function seen(ground: Ground, entity: AnyEntity, right: Right, sets: readonly Affected[]) {
  if (right.verb !== 'read' || sets.length === 0) return { people: [] }
  const people = await peopleWhoGain(ground, entity, sets)
  return {
    people: people.filter(({ gained, lost }) => gained + lost > 0),
    gained: await rowsGained(ground, entity, sets, 'after'),
    lost: await rowsGained(ground, entity, sets, 'before'),
  }
}

/** Who gains and who loses what when a role becomes as wished, told before it is saved. */
export async function previewRole(catalog: Catalog, ground: Ground, wish: Wish, language: Language): Promise<Preview> {
  const { ctx, siteId } = ground
  const sets = await affectedBy(ctx, siteId, wish)
  const nobody = accessOfSet(new Map(), [])
  const alone = { roles: [], members: 0, before: nobody, after: accessOfSet(new Map([['', wish.lines]]), ['']) }
  const judged = sets.length ? sets : [alone]
  const changes: Preview['changes'] = []
  let counted = 0
  for (const entity of catalog.entities.filter(({ path }) => path !== undefined))
    for (const right of rightsOn(catalog, entity, language)) {
      const changed = judged.filter(differs(right.permission))
      if (changed.length === 0) continue
      const texts = (one: 'before' | 'after') => [
        ...new Set(changed.flatMap(set => set[one].grants(right.permission).map(grant => scopeText(grant, language)))),
      ]
      const real = right.verb === 'read' && counted++ < limits.kinds ? changed.filter(({ members }) => members > 0) : []
      changes.push({
        permission: right.permission,
        label: right.label,
        resource: labelsOf(catalog, language).entity(entity).many,
        before: texts('before'),
        after: texts('after'),
        ...fieldChanges(entity, changed, right.permission),
        ...(await seen(ground, entity, right, real)),
      })
    }
  return { holders: sets.reduce((sum, { members }) => sum + members, 0), changes }
}
