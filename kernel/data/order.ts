import { type AnyEntity, snake } from '../entity/entity.ts'
import { queryable } from './filter.ts'
import { pathOf } from './related.ts'
import { type RawBuilder, sql } from './sql.ts'

/** One sort column, nulls always last; `flip` walks the list backwards for the page before. */
interface Step {
  readonly column: RawBuilder<unknown>
  readonly type: string
  readonly nullable: boolean
  readonly descending: boolean
}
export interface Order {
  readonly orderBy: RawBuilder<unknown>
  /** The cells that mark a row, selected beside its own columns. */
  readonly marks: RawBuilder<unknown>
  readonly length: number
  /** Rows that come after the marked one. */
  after(mark: readonly (string | null)[]): RawBuilder<boolean>
}

const kernelFields = new Set(['id', 'createdAt', 'updatedAt', 'status'])

function step(entity: AnyEntity, { field, descending }: { field: string; descending: boolean }, alias: string): Step {
  const path = field.includes('.') ? pathOf(entity, field) : undefined
  if (path) return relatedStep(path, descending, alias)
  const known = queryable(entity, field)
  return {
    column: sql`${sql.ref(`${alias}.${snake(field)}`)}`,
    type: known?.kind.columns[0]?.type as string,
    nullable: !kernelFields.has(field) && known?.traits.nullable === true,
    descending,
  }
}

/** The joined record may be missing: there is none, or it may not be listed. */
function relatedStep(path: NonNullable<ReturnType<typeof pathOf>>, descending: boolean, alias: string): Step {
  return {
    column: sql`${sql.ref(`${alias}_${snake(path.name)}.${snake(path.field)}`)}`,
    type: path.known.kind.columns[0]?.type as string,
    nullable: true,
    descending,
  }
}

const typed = (value: string | null, { type }: Step) => sql`${value}::${sql.raw(type)}`

function orderTerm({ column, nullable, descending }: Step, flip: boolean) {
  const direction = sql.raw(descending !== flip ? 'desc' : 'asc')
  if (!nullable) return sql`${column} ${direction}`
  return sql`${column} ${direction} nulls ${sql.raw(flip ? 'first' : 'last')}`
}

/** Rows strictly after the value in this one column. */
function beyond(step: Step, value: string | null, flip: boolean): RawBuilder<boolean> {
  const { column, nullable, descending } = step
  if (value === null) return flip ? sql<boolean>`${column} is not null` : sql<boolean>`false`
  const further = sql<boolean>`${column} ${sql.raw(descending !== flip ? '<' : '>')} ${typed(value, step)}`
  return nullable && !flip ? sql<boolean>`(${further} or ${column} is null)` : further
}
const same = (step: Step, value: string | null): RawBuilder<boolean> =>
  value === null ? sql<boolean>`${step.column} is null` : sql<boolean>`${step.column} = ${typed(value, step)}`

function afterMark(steps: readonly Step[], mark: readonly (string | null)[], flip: boolean): RawBuilder<boolean> {
  const uniform = steps.every(s => !s.nullable && s.descending === steps[0]?.descending)
  if (uniform) {
    // The row comparison is what a btree can walk straight to.
    const sign = sql.raw(steps[0]?.descending !== flip ? '<' : '>')
    const values = steps.map((s, i) => typed(mark[i] ?? null, s))
    return sql<boolean>`(${sql.join(steps.map(s => s.column))}) ${sign} (${sql.join(values)})`
  }
  const chain = steps.map((s, i) => {
    const ties = steps.slice(0, i).map((tie, at) => same(tie, mark[at] ?? null))
    return sql<boolean>`(${sql.join([...ties, beyond(s, mark[i] ?? null, flip)], sql` and `)})`
  })
  return sql<boolean>`(${sql.join(chain, sql` or `)})`
}

/** The order of a list: what was asked for, then the id, so that it is total. Without a wish: newest first. */
export function orderOf(
  entity: AnyEntity,
  sort: readonly { field: string; descending: boolean }[],
  alias: string,
  flip = false,
): Order {
  const wished = sort.filter(s => s.field !== 'id')
  const descending = sort.at(-1)?.descending ?? true
  const steps = [...wished, { field: 'id', descending }].map(s => step(entity, s, alias))
  return {
    orderBy: sql.join(steps.map(s => orderTerm(s, flip))),
    marks: sql.join(steps.map(s => s.column)),
    length: steps.length,
    after: mark => afterMark(steps, mark, flip),
  }
}
