import { filterConditions, isAskable } from '../data/filter.ts'
import { type RawBuilder, sql } from '../data/sql.ts'
import { type AnyEntity, snake } from '../entity/entity.ts'
import type { AnyField, EntityRef } from '../fields/field.ts'
import { type Grant, type RowRule, shows } from './grant.ts'
import { asker, type Who } from './who.ts'

type Condition = RawBuilder<boolean>
const never = sql<boolean>`false`
const always = sql<boolean>`true`

/** The place a path ends at: a column that holds an id, and the kind of record the id is of. */
interface Endpoint {
  readonly column: RawBuilder<unknown>
  readonly alias: string
  readonly target: EntityRef | undefined
}

/** What a scope's endpoint is compared with where that is not the member: as `uuid[]`, for one may have several. */
const places: Readonly<Record<string, (who: Who) => RawBuilder<unknown>>> = {
  site: who => sql`array[${who.site}]`,
  department: who => who.departments,
}

const tableOf = (entity: EntityRef) => sql.table(`${entity.table.schema}.${entity.table.name}`)

/**
 * A path such as `engineers.engineer.member` as nested EXISTS: a line list joins by its parent, a reference by its id, what
 * refers backward by its reference.
 */
function along(
  entity: AnyEntity,
  path: readonly string[],
  alias: string,
  meets: (end: Endpoint) => Condition,
  depth = 0,
): Condition {
  const [name = '', ...rest] = path
  const field = (entity.fields as Record<string, AnyField>)[name]
  const column = sql.ref(`${alias}.${snake(name)}`)
  const line = field?.kind.lines?.()
  const back = entity.backward?.[name]
  const target = (line ?? field?.kind.refersTo?.() ?? back?.of()) as AnyEntity | undefined
  if (rest.length === 0) return meets({ column: sql`${column}`, alias, target: name === 'id' ? entity : target })
  if (!target) throw new Error(`${entity.name}.${name} leads nowhere, so no scope can pass through it`)
  const next = `${alias}_${depth}`
  const join = line
    ? sql`${sql.ref(`${next}.parent_id`)} = ${sql.ref(`${alias}.id`)}`
    : back
      ? sql`${sql.ref(`${next}.${snake(back.by)}`)} = ${sql.ref(`${alias}.id`)} and ${sql.ref(`${next}.deleted_at`)} is null`
      : sql`${sql.ref(`${next}.id`)} = ${column}`
  return sql<boolean>`exists (select 1 from ${tableOf(target)} as ${sql.id(next)}
    where ${sql.ref(`${next}.tenant_id`)} = ${sql.ref(`${alias}.tenant_id`)} and ${join}
    and ${along(target, rest, next, meets, depth + 1)})`
}

/** The ids themselves, or whatever lies below them in the tree that the endpoint's record is part of. */
const isAmong =
  (ids: RawBuilder<unknown>, andBelow: boolean) =>
  ({ column, alias, target }: Endpoint): Condition => {
    if (!andBelow) return sql<boolean>`${column} = any(${ids})`
    if (!target) throw new Error('Only a reference to a tree can mean what lies below')
    return sql<boolean>`exists (select 1 from ${tableOf(target)} as ${sql.id('node')}
      where node.tenant_id = ${sql.ref(`${alias}.tenant_id`)} and node.id = ${column} and node.lineage && ${ids})`
  }

interface Meaning {
  /** The declared scope whose path it follows. */
  readonly base: string
  readonly ids?: RawBuilder<unknown>
  readonly andBelow: boolean
}

function meaningOf({ scope, among = [] }: RowRule, who: Who): Meaning {
  if (scope === 'sites') return { base: 'site', ids: sql`${among}::uuid[]`, andBelow: false }
  if (scope === 'departments') return { base: 'department', ids: sql`${among}::uuid[]`, andBelow: true }
  const andBelow = scope.endsWith('Tree')
  const base = andBelow ? scope.slice(0, -'Tree'.length) : scope
  const ids = places[base]?.(who)
  return { base, andBelow, ...(ids ? { ids } : {}) }
}

/** Where a path of references and lines ends. */
function endOf(entity: AnyEntity, path: readonly string[]): AnyEntity | undefined {
  const [name = '', ...rest] = path
  if (name === 'id') return entity
  const { kind } = (entity.fields as Record<string, AnyField>)[name] ?? {}
  const target = (kind?.lines?.() ?? kind?.refersTo?.() ?? entity.backward?.[name]?.of()) as AnyEntity | undefined
  return rest.length && target ? endOf(target, rest) : target
}

/**
 * The path of a scope: as the entity declares it, and for a department otherwise that of whoever owns the row, so that
 * every record with an owner also has a department.
 */
export function scopePath(entity: AnyEntity, base: string): readonly string[] | undefined {
  const declared = entity.scopes?.[base]?.split('.')
  if (declared || base !== 'department') return declared
  const own = entity.scopes?.own?.split('.')
  const beyond = own && endOf(entity, own)?.scopes?.department?.split('.')
  if (!own || !beyond) return undefined
  return own.at(-1) === 'id' ? [...own.slice(0, -1), ...beyond] : [...own, ...beyond]
}

/** The scopes in which rows of the entity can be granted, beside all of them and those a filter means. */
export function scopesOf(entity: AnyEntity): string[] {
  const bases = [...new Set([...Object.keys(entity.scopes ?? {}), 'department'])]
  return bases.flatMap(base => {
    const path = scopePath(entity, base)
    if (!path) return []
    if (base === 'department') return ['department', 'departmentTree', 'departments']
    const tree = places[base] && endOf(entity, path)?.tree ? [`${base}Tree`] : []
    return base === 'site' ? ['site', ...tree, 'sites'] : [base, ...tree]
  })
}

/** A filter that the entity's fields cannot answer reaches none of its rows. */
function filtered(entity: AnyEntity, { filter = [] }: RowRule, alias: string, who: Who): Condition {
  if (!filter.every(one => isAskable(entity, one))) return never
  return filter.length
    ? sql<boolean>`(${sql.join(
        filterConditions(entity, filter, () => true, alias, who),
        sql` and `,
      )})`
    : always
}

function ruleCondition(entity: AnyEntity, rule: RowRule, alias: string, who: Who): Condition {
  if (rule.scope === 'tenant') return always
  if (rule.scope === 'filter') return filtered(entity, rule, alias, who)
  const { base, ids, andBelow } = meaningOf(rule, who)
  const path = scopePath(entity, base)
  if (!path) return never // a scope this entity does not know reaches none of its rows
  return along(
    entity,
    path,
    alias,
    ids ? isAmong(ids, andBelow) : ({ column }) => sql<boolean>`${column} = ${who.member}`,
  )
}

/** The rows that one grant reaches. */
export function reachOf(entity: AnyEntity, { rows }: Pick<Grant, 'rows'>, alias: string, who: Who = asker): Condition {
  if (rows.length === 0) return always
  const conditions = rows.map(rule => ruleCondition(entity, rule, alias, who))
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`
}

/** Grants that reach the same rows count once. */
const byRows = (grants: readonly Grant[]) => new Map(grants.map(grant => [JSON.stringify(grant.rows), grant]))

/** The rows that any of the grants reaches; undefined when that is all of them. */
export function rowCondition(
  entity: AnyEntity,
  grants: readonly Grant[],
  alias: string,
  who: Who = asker,
): Condition | undefined {
  if (grants.some(({ rows }) => rows.length === 0)) return undefined
  if (grants.length === 0) return never
  return sql<boolean>`(${sql.join(
    [...byRows(grants).values()].map(grant => reachOf(entity, grant, alias, who)),
    sql` or `,
  )})`
}

export type Visibility = 'never' | 'always' | Condition

function visibility(entity: AnyEntity, grants: readonly Grant[], giving: readonly Grant[], alias: string): Visibility {
  if (giving.length === 0) return 'never'
  if (giving.some(({ rows }) => rows.length === 0) || byRows(giving).size === byRows(grants).size) return 'always'
  return rowCondition(entity, giving, alias) ?? 'always'
}

/** Whether a field may be seen as it is: never, always where the row is seen, or only on rows that meet a condition. */
export const fieldCondition = (entity: AnyEntity, grants: readonly Grant[], field: string, alias: string): Visibility =>
  visibility(
    entity,
    grants,
    grants.filter(grant => shows(grant, field) === 'clear'),
    alias,
  )

/** Whether a field may be seen at all, be it masked. What is asked of it (filters, order, search) needs it clear. */
export const shownCondition = (entity: AnyEntity, grants: readonly Grant[], field: string, alias: string): Visibility =>
  visibility(
    entity,
    grants,
    grants.filter(grant => shows(grant, field) !== 'nothing'),
    alias,
  )

/**
 * A row is written only where one grant reaches it, and each field only where a grant that reaches the row gives it.
 * Undefined when all rows may be written in all these fields.
 */
export function writeCondition(
  entity: AnyEntity,
  grants: readonly Grant[],
  fields: readonly string[],
  alias: string,
): Condition | undefined {
  const conditions = [
    rowCondition(entity, grants, alias),
    ...fields.map(name => fieldCondition(entity, grants, name, alias)),
  ].filter(condition => condition !== undefined && typeof condition !== 'string')
  return conditions.length ? sql<boolean>`coalesce((${sql.join(conditions, sql` and `)}), false)` : undefined
}
