import { type Access, require } from '@tenon/kernel/access/access.ts'
import type { Grant } from '@tenon/kernel/access/grant.ts'
import { fieldCondition, rowCondition } from '@tenon/kernel/access/scope.ts'
import { type Shape, shapeOf } from '@tenon/kernel/data/shape.ts'
import { type RawBuilder, sql } from '@tenon/kernel/data/sql.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { AnyEntity } from '@tenon/kernel/entity/entity.ts'
import { member } from '../member/member.entity.ts'
import { department } from './department.entity.ts'

type Condition = RawBuilder<boolean>

export interface TreeNode {
  readonly id: string
  readonly version: number
  readonly name: string | null
  readonly code: string | null
  readonly rank: number | null
  readonly parent: string | null
  readonly children: number
  /** Those in it and visible to whoever asks; null when no member is. */
  readonly members: number | null
  readonly membersBelow?: number
  readonly heads: readonly { readonly id: string; readonly name: string }[]
  readonly path?: readonly { readonly id: string; readonly name: string | null }[]
}

const all = (conditions: readonly Condition[]) => sql<boolean>`(${sql.join(conditions, sql` and `)})`
const living = (alias: string, work: Work) =>
  sql<boolean>`${sql.ref(`${alias}.tenant_id`)} = ${work.tenant.id} and ${sql.ref(`${alias}.deleted_at`)} is null`

/** Rows of the tenant within reach of the grants, and of those the ones where a field may be seen. */
function within(work: Work, entity: AnyEntity, grants: readonly Grant[], alias: string, field?: string): Condition {
  const seen = field === undefined ? 'always' : fieldCondition(entity, grants, field, alias)
  if (seen === 'never') return sql<boolean>`false`
  const rows = rowCondition(entity, grants, alias)
  return all([living(alias, work), ...(rows ? [rows] : []), ...(seen === 'always' ? [] : [seen])])
}

/** What one person may see of the tree. */
interface Sight {
  readonly work: Work
  readonly grants: readonly Grant[]
  readonly shape: Shape
  /** Undefined for who may see no membership. */
  readonly people: ((alias: string, field: string) => Condition) | undefined
}

/** Who has left counts nowhere. */
const isHere = (alias: string) => sql<boolean>`${sql.ref(`${alias}.status`)} <> 'archived'`

export function sightOf(work: Work): Sight {
  const access: Access = work.actor.access
  const grants = require(access, 'identity.department.list')
  const listing = access.grants('identity.member.list')
  const seesPeople = listing.length > 0 && fieldCondition(member, listing, 'departments', 'm') !== 'never'
  return {
    work,
    grants,
    shape: shapeOf(department, grants, ['name', 'code', 'rank', 'parent']),
    people: seesPeople
      ? (alias, field) => all([isHere(alias), within(work, member, listing, alias, field)])
      : undefined,
  }
}

const none = sql`null`
const childCount = ({ work, grants }: Sight) => sql`(select count(*) from identity.department c
  where c.tenant_id = t.tenant_id and c.parent = t.id and ${within(work, department, grants, 'c')})`

const memberCount = ({ people }: Sight) =>
  people
    ? sql`(select count(*) from identity.member_department a
        join identity.member m on m.tenant_id = a.tenant_id and m.id = a.parent_id
        where a.tenant_id = t.tenant_id and a.department = t.id and ${people('m', 'departments')})`
    : none

const headList = ({ people }: Sight) =>
  people
    ? sql`(select json_agg(json_build_object('id', m.id, 'name', m.name) order by m.name)::text
        from identity.member_department a join identity.member m on m.tenant_id = a.tenant_id and m.id = a.parent_id
        where a.tenant_id = t.tenant_id and a.department = t.id and a.is_head
          and ${people('m', 'departments')} and ${people('m', 'name')})`
    : none

/** By hand where someone has put them in order, else by name; never by a field that is hidden somewhere. */
function orderOf({ grants }: Sight) {
  const open = ['rank', 'name'].filter(field => fieldCondition(department, grants, field, 't') === 'always')
  return sql.join([...open.map(field => sql.ref(`t.${field}`)), sql.ref('t.id')])
}

async function nodesWhere(sight: Sight, condition: Condition, order: RawBuilder<unknown>, limit: number) {
  const { work, grants, shape } = sight
  const rows = await work.read(sql`select ${childCount(sight)}, ${memberCount(sight)}, ${headList(sight)},
    array_to_string(t.lineage, ','), ${shape.select}
    from identity.department t where ${within(work, department, grants, 't')} and ${condition}
    order by ${order} limit ${limit}`)
  return rows.map(([children, members, heads, lineage, ...cells]) => {
    const { id, version, name, code, rank, parent } = shape.read(cells, work.today) as unknown as TreeNode
    const node: TreeNode = {
      id,
      version,
      name: name ?? null,
      code: code ?? null,
      rank: rank ?? null,
      parent: parent ?? null,
      children: Number(children),
      members: members == null ? null : Number(members),
      heads: heads ? JSON.parse(heads) : [],
    }
    return { node, lineage: (lineage as string).split(',') }
  })
}

/** The tops of what one may see: whoever sees a branch alone begins there. */
function areTops({ work, grants }: Sight): Condition {
  if (!rowCondition(department, grants, 'p')) return sql<boolean>`t.parent is null`
  return sql<boolean>`not exists (select 1 from identity.department p
    where p.tenant_id = t.tenant_id and p.id = t.parent and ${within(work, department, grants, 'p')})`
}

const underTops = (sight: Sight, depth: number): Condition =>
  depth === 1
    ? areTops(sight)
    : sql<boolean>`t.id in (with recursive level (id, n) as (
        select t.id, 1 from identity.department t where ${living('t', sight.work)} and ${areTops(sight)}
        union all select d.id, l.n + 1 from level l join identity.department d
          on d.tenant_id = ${sight.work.tenant.id} and d.parent = l.id and d.deleted_at is null where l.n < ${depth}
      ) select id from level)`

const under = ({ work }: Sight, parent: string, depth: number): Condition =>
  depth === 1
    ? sql<boolean>`t.parent = ${parent}::uuid`
    : sql<boolean>`t.id in (with recursive level (id, n) as (
        select d.id, 1 from identity.department d where d.tenant_id = ${work.tenant.id} and d.parent = ${parent}::uuid
        union all select d.id, l.n + 1 from level l join identity.department d
          on d.tenant_id = ${work.tenant.id} and d.parent = l.id and d.deleted_at is null where l.n < ${depth}
      ) select id from level)`

/** People in each of these departments or anywhere below, each counted once. */
async function countBelow({ work, people }: Sight, ids: readonly string[]): Promise<Map<string, number>> {
  if (!people) return new Map()
  const rows = await work.read(sql`select top.id, count(distinct a.parent_id) from identity.department d
    cross join unnest(d.lineage) as top (id)
    join identity.member_department a on a.tenant_id = d.tenant_id and a.department = d.id
    join identity.member m on m.tenant_id = a.tenant_id and m.id = a.parent_id
    where d.tenant_id = ${work.tenant.id} and d.lineage && ${ids}::uuid[] and top.id = any(${ids}::uuid[])
      and ${people('m', 'departments')} group by top.id`)
  return new Map(rows.map(([id, count]) => [id as string, Number(count)]))
}

export interface LevelWish {
  readonly parent?: string | undefined
  readonly depth: number
  /** Also count the people in all that lies below. */
  readonly below: boolean
}
export const levelLimit = 2_000

export async function levelsOf(work: Work, { parent, depth, below }: LevelWish) {
  const sight = sightOf(work)
  const condition = parent === undefined ? underTops(sight, depth) : under(sight, parent, depth)
  const found = await nodesWhere(sight, condition, orderOf(sight), levelLimit + 1)
  const nodes = found.slice(0, levelLimit).map(({ node }) => node)
  const counts = below
    ? await countBelow(
        sight,
        nodes.map(({ id }) => id),
      )
    : undefined
  const data = nodes.map(node => (counts ? { ...node, membersBelow: counts.get(node.id) ?? 0 } : node))
  return { data, isComplete: found.length <= levelLimit }
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, match => `\\${match}`)

function contains({ work, grants }: Sight, word: string): Condition {
  const pattern = `%${escapeLike(word)}%`
  const hits = ['name', 'code'].map(
    field =>
      sql<boolean>`(${sql.ref(`t.${field}`)} ilike ${pattern} and ${within(work, department, grants, 't', field)})`,
  )
  return sql<boolean>`(${sql.join(hits, sql` or `)})`
}

/** The names of those on the way that may be seen. */
async function namesOf({ work, grants }: Sight, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await work.read(sql`select t.id, t.name from identity.department t
    where t.id = any(${[...new Set(ids)]}::uuid[]) and ${within(work, department, grants, 't', 'name')}`)
  return new Map(rows.map(([id, name]) => [id as string, name as string]))
}

const hitLimit = 50

/** Departments by name or code, those higher up first, each with the way to it as far as it may be seen. */
export async function searchTree(work: Work, text: string) {
  const sight = sightOf(work)
  const words = text.split(/\s+/).filter(Boolean).slice(0, 8)
  const order = sql`cardinality(t.lineage), ${orderOf(sight)}`
  const found = await nodesWhere(sight, all(words.map(word => contains(sight, word))), order, hitLimit + 1)
  const hits = found.slice(0, hitLimit)
  const names = await namesOf(
    sight,
    hits.flatMap(({ lineage }) => lineage),
  )
  const data = hits.map(({ node, lineage }) => ({
    ...node,
    path: lineage.slice(0, -1).flatMap(id => (names.has(id) ? [{ id, name: names.get(id) as string }] : [])),
  }))
  return { data, isComplete: found.length <= hitLimit }
}
