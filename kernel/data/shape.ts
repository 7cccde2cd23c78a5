import type { Grant } from '../access/grant.ts'
import { fieldCondition, shownCondition, type Visibility } from '../access/scope.ts'
import { type AnyEntity, fieldsOf, snake, statesOf } from '../entity/entity.ts'
import { toInstant } from '../fields/date/date.ts'
import type { AnyField, Cells } from '../fields/field.ts'
import { maskOf } from '../fields/mask.ts'
import { type RawBuilder, sql } from './sql.ts'

export type Values = Record<string, unknown>

/** The columns of an entity as one person may see them, and how a row of them becomes a record. */
export interface Shape {
  readonly select: RawBuilder<unknown>
  /** Names of the fields it yields, in the order of declaration. */
  readonly fields: readonly string[]
  read(cells: Cells, today: string): Values
}

/** One value of a record and the cells it takes. */
interface Part {
  readonly name: string
  readonly columns: readonly RawBuilder<unknown>[]
  read(cells: Cells, at: number): unknown
  /** Whether this row shows it masked. */
  isMasked?(cells: Cells, at: number): boolean
}

const columnRef = (alias: string, name: string, suffix = '') => sql`${sql.ref(`${alias}.${snake(name)}${suffix}`)}`

const text = (name: string) => ({ name, read: (cells: Cells, at: number) => cells[at] })
const kernelParts = (entity: AnyEntity, alias: string): Part[] => [
  { ...text('id'), columns: [columnRef(alias, 'id')] },
  { name: 'version', columns: [columnRef(alias, 'version')], read: (cells, at) => Number(cells[at]) },
  { name: 'createdAt', columns: [columnRef(alias, 'createdAt')], read: (cells, at) => toInstant(cells[at] as string) },
  { name: 'updatedAt', columns: [columnRef(alias, 'updatedAt')], read: (cells, at) => toInstant(cells[at] as string) },
  { ...text('createdBy'), columns: [columnRef(alias, 'createdBy')] },
  ...(statesOf(entity).length ? [{ ...text('status'), columns: [columnRef(alias, 'status')] }] : []),
]

/** Child lines as one JSON text: an array of arrays of the line's own cells, so that the same kinds read them. */
function linesPart(name: string, line: AnyEntity, alias: string): Part {
  const l = `${alias}_${snake(name)}`
  const parts: Part[] = [{ ...text('id'), columns: [columnRef(l, 'id')] }, ...storedParts(line, [], l, 'all')]
  const cells = sql.join(parts.flatMap(part => part.columns).map(column => sql`${column}::text`))
  const select = sql`(select json_agg(json_build_array(${cells}) order by ${sql.ref(`${l}.position`)})
    from ${sql.table(`${line.table.schema}.${line.table.name}`)} as ${sql.id(l)}
    where ${sql.ref(`${l}.tenant_id`)} = ${sql.ref(`${alias}.tenant_id`)} and ${sql.ref(`${l}.parent_id`)} = ${sql.ref(`${alias}.id`)})::text`
  const readLine = reader(parts)
  return {
    name,
    columns: [select],
    read: (row, at) => (row[at] === null ? [] : (JSON.parse(row[at] as string) as Cells[]).map(readLine)),
  }
}

function storedPart(name: string, field: AnyField, alias: string): Part {
  const { kind } = field
  return {
    name,
    columns: kind.columns.map(({ suffix }) => columnRef(alias, name, suffix)),
    read: (cells, at) => (cells[at] === null ? null : kind.read(cells, at)),
  }
}

/** A cell seen only on some rows: null where the condition does not hold. */
function guarded(part: Part, seen: Visibility): Part {
  if (typeof seen === 'string') return part
  return {
    ...part,
    columns: part.columns.map(column => sql`case when ${seen} then ${column} end`),
    read: (cells, at) => (cells[at] === null ? null : part.read(cells, at)),
  }
}

/** A cell that some rows, or all, show masked: beside it stands whether this row shows it as it is. */
function masked(part: Part, field: AnyField, clear: Visibility): Part {
  const flag = typeof clear === 'string' ? sql`${clear === 'always'}::boolean` : sql`coalesce(${clear}, false)`
  const isMasked = (cells: Cells, at: number) => cells[at + part.columns.length] !== 't'
  const mask = maskOf(field)
  return {
    name: part.name,
    columns: [...part.columns, flag],
    isMasked: (cells, at) => cells[at] !== null && isMasked(cells, at),
    read(cells, at) {
      const value = part.read(cells, at)
      return value !== null && isMasked(cells, at) ? mask(value) : value
    },
  }
}

function seenPart(part: Part, field: AnyField, shown: Visibility, clear: Visibility): Part[] {
  if (shown === 'never') return []
  const visible = guarded(part, shown)
  return [clear === shown || clear === 'always' ? visible : masked(visible, field, clear)]
}

function storedParts(entity: AnyEntity, grants: readonly Grant[], alias: string, wanted: 'all' | Set<string>): Part[] {
  return fieldsOf(entity).flatMap(([name, field]) => {
    if (field.kind.computed || (wanted !== 'all' && !wanted.has(name))) return []
    const line = field.kind.lines?.() as AnyEntity | undefined
    const part = line ? linesPart(name, line, alias) : storedPart(name, field, alias)
    if (grants.length === 0) return [part]
    if (!grants.some(grant => grant.masked?.includes(name))) {
      const seen = fieldCondition(entity, grants, name, alias)
      return seenPart(part, field, seen, seen)
    }
    const shown = shownCondition(entity, grants, name, alias)
    return seenPart(part, field, shown, fieldCondition(entity, grants, name, alias))
  })
}

function reader(parts: readonly Part[]) {
  let next = 0
  const placed = parts.map(part => {
    const at = next
    next += part.columns.length
    return { ...part, at }
  })
  const maskable = placed.filter(part => part.isMasked)
  return (cells: Cells): Values => {
    const values: Values = {}
    for (const { name, at, read } of placed) values[name] = read(cells, at)
    if (maskable.length)
      values.maskedFields = maskable.filter(({ isMasked, at }) => isMasked?.(cells, at)).map(({ name }) => name)
    return values
  }
}

/** Computed fields whose every source is seen on every row: on anything less the result would tell the hidden part. */
function computedFields(entity: AnyEntity, grants: readonly Grant[], alias: string) {
  const open = (name: string) =>
    name === 'status' || !grants.length || fieldCondition(entity, grants, name, alias) === 'always'
  return fieldsOf(entity).flatMap(([name, { kind }]) =>
    kind.computed && open(name) && kind.computed.needs.every(open) ? [{ name, ...kind.computed }] : [],
  )
}

/**
 * The shape of an entity for a set of read grants (none: everything, for the platform itself). `wanted` narrows the
 * fields; `'list'` leaves out child lines, which a list does not show.
 */
export function shapeOf(
  entity: AnyEntity,
  grants: readonly Grant[],
  wanted: 'all' | 'list' | readonly string[] = 'all',
  alias = 't',
): Shape {
  const chosen =
    wanted === 'list'
      ? fieldsOf(entity)
          .filter(([, f]) => !f.kind.lines)
          .map(([name]) => name)
      : wanted
  const computed = computedFields(entity, grants, alias).filter(c => chosen === 'all' || chosen.includes(c.name))
  const names = chosen === 'all' ? 'all' : new Set([...chosen, ...computed.flatMap(c => c.needs)])
  const stored = storedParts(entity, grants, alias, names)
  const parts = [...kernelParts(entity, alias), ...stored]
  const readParts = reader(parts)
  const extra = names === 'all' || chosen === 'all' ? [] : [...names].filter(name => !chosen.includes(name))
  return {
    select: sql.join(parts.flatMap(part => part.columns)),
    fields: [...stored.map(part => part.name), ...computed.map(c => c.name)].filter(name => !extra.includes(name)),
    read(cells, today) {
      const values = readParts(cells)
      for (const { name, value } of computed)
        values[name] = (value as (row: unknown, today: string) => unknown)(values, today)
      for (const name of extra) if (name !== 'status') delete values[name]
      return values
    },
  }
}
