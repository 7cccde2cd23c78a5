import { fieldCondition, rowCondition } from '../../access/scope.ts'
import { reachable } from '../../data/list.ts'
import type { Values } from '../../data/shape.ts'
import { type RawBuilder, sql } from '../../data/sql.ts'
import type { Work } from '../../data/unit-of-work.ts'
import type { AnyEntity } from '../../entity/entity.ts'
import { cellOf, cellText, joined, rowsHolding } from './key-match.ts'
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
function keyCell(entity: AnyEntity, draft: Draft, field: string): string | undefined {
  const told = draft.lookups[field]
  if (field === 'id' && !uuid.test(told ?? '')) return undefined
  const value = told ?? draft.values[field]
  return value === null || value === undefined ? undefined : cellText(entity, field, value)
}

function askedKeys({ entity, key }: Plan, drafts: readonly Draft[]) {
  const asked = new Map<string, { draft: Draft; cells: string[] }>()
  for (const draft of drafts) {
    if (draft.problems.length) continue // a row that repeats another's key must not take its place
    const cells = key.map(field => keyCell(entity, draft, field))
    if (!cells.includes(undefined)) asked.set(joined(cells as string[]), { draft, cells: cells as string[] })
  }
  return asked
}

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
  const asked = key.length ? askedKeys(plan, drafts) : new Map<string, { draft: Draft; cells: string[] }>()
  if (asked.size === 0) return found
  const seeing = rights.read.length ? rights.read : rights.update
  const meets = rights.update.length
    ? (rowCondition(entity, rights.update, 't') ?? sql<boolean>`true`)
    : sql<boolean>`false`
  const partly = rights.update.length ? partlyOpen(plan) : []
  const own = [...key.map(field => cellOf(entity, field)), meets, ...partly.map(([, condition]) => condition)]
  const keys = [...asked.values()].map(({ cells }) => cells)
  const rows = await work.read(sql`select ${sql.join(own)}, ${shape.select}
    from ${rowsHolding(entity, key, keys, reachable(entity, seeing))}${entity.appendOnly ? sql`` : sql` order by t.id for update of t`}`)
  for (const cells of rows) {
    const draft = asked.get(joined(cells.slice(0, key.length) as string[]))?.draft
    if (!draft) continue
    const closed = new Set(partly.filter((_, i) => cells[key.length + 1 + i] !== 't').map(([name]) => name))
    const existing = {
      record: shape.read(cells.slice(own.length), work.today),
      allowed: cells[key.length] === 't',
      closed,
    }
    found.set(draft, [...(found.get(draft) ?? []), existing])
  }
  return found
}
