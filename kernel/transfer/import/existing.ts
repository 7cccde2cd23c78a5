import { fieldCondition, rowCondition } from '../../access/scope.ts'
import { reachable, tableOf } from '../../data/list.ts'
import type { Values } from '../../data/shape.ts'
import { type RawBuilder, sql } from '../../data/sql.ts'
import type { Work } from '../../data/unit-of-work.ts'
import { type AnyEntity, snake } from '../../entity/entity.ts'
import { fieldOf } from './columns.ts'
import type { Plan } from './plan.ts'
import type { Draft } from './row-reader.ts'

/** A record that a row's key names, held until the end of the transaction. */
export interface Existing {
  readonly record: Values
  /** Whether the person may change this record at all. */
  readonly allowed: boolean
  /** Fields the person may change on some records, but not on this one. */
  readonly closed: ReadonlySet<string>
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** A row's value of a key field as a parameter; undefined when the row does not say. */
export function keyCell(entity: AnyEntity, draft: Draft, field: string): string | undefined {
  const told = draft.lookups[field]
  if (field === 'id') return told !== undefined && uuid.test(told) ? told.toLowerCase() : undefined
  const value = told ?? draft.values[field]
  if (value === null || value === undefined) return undefined
  return String(fieldOf(entity, field)?.kind.write(value)[0])
}

/** `t.code = k.c0::text`, without regard to case for e-mail addresses. */
export function sameCell(entity: AnyEntity, field: string, cell: string): RawBuilder<boolean> {
  const mine = sql.ref(`t.${field === 'id' ? 'id' : snake(field)}`)
  const theirs = sql.ref(`k.${cell}`)
  const { kind } = fieldOf(entity, field) ?? {}
  if (kind?.name === 'email') return sql<boolean>`lower(${mine}) = lower(${theirs})`
  return sql<boolean>`${mine} = ${theirs}::${sql.raw(field === 'id' ? 'uuid' : (kind?.columns[0]?.type ?? 'text'))}`
}

/** Lists of texts side by side as rows `k (c0, c1, …, n)`; n counts from 1. */
export const cellRows = (lists: readonly (readonly (string | null)[])[]): RawBuilder<unknown> =>
  sql`unnest(${sql.join(lists.map(list => sql`${list}::text[]`))}) with ordinality as k (${sql.join([...lists.map((_, i) => sql.id(`c${i}`)), sql.id('n')])})`

/** Fields of the file that only some of the person's grants to update cover: allowed on this row or not. */
function partlyOpen({ entity, reader, rights }: Plan) {
  const conditions = [...reader.headers.keys()].map(
    name => [name, fieldCondition(entity, rights.update, name, 't')] as const,
  )
  return conditions.filter((entry): entry is readonly [string, RawBuilder<boolean>] => typeof entry[1] !== 'string')
}

/**
 * Finds and locks the records that the rows' keys name, among those the person may see. Two for one row: the key does
 * not tell them apart.
 */
export async function findExisting(
  work: Work,
  plan: Plan,
  drafts: readonly Draft[],
): Promise<Map<Draft, readonly Existing[]>> {
  const { entity, rights, key, shape } = plan
  const found = new Map<Draft, Existing[]>()
  const asked = drafts
    .map(draft => ({ draft, cells: key.map(field => keyCell(entity, draft, field)) }))
    .filter(({ cells }) => !cells.includes(undefined))
  if (key.length === 0 || asked.length === 0) return found
  const lists = key.map((_, i) => asked.map(({ cells }) => cells[i] as string))
  const same = key.map((field, i) => sameCell(entity, field, `c${i}`))
  const seeing = rights.read.length ? rights.read : rights.update
  const meets = rights.update.length
    ? (rowCondition(entity, rights.update, 't') ?? sql<boolean>`true`)
    : sql<boolean>`false`
  const partly = rights.update.length ? partlyOpen(plan) : []
  const rows =
    await work.read(sql`select k.n, ${sql.join([meets, ...partly.map(([, condition]) => condition)])}, ${shape.select}
    from ${cellRows(lists)} join ${tableOf(entity)} as t on ${sql.join(same, sql` and `)}
    where ${sql.join(reachable(entity, seeing), sql` and `)} order by t.id${entity.appendOnly ? sql`` : sql` for update of t`}`)
  for (const cells of rows) {
    const { draft } = asked[Number(cells[0]) - 1] as { draft: Draft }
    const closed = new Set(partly.filter((_, i) => cells[i + 2] !== 't').map(([name]) => name))
    const existing = {
      record: shape.read(cells.slice(partly.length + 2), work.today),
      allowed: cells[1] === 't',
      closed,
    }
    found.set(draft, [...(found.get(draft) ?? []), existing])
  }
  return found
}
