import { type Access, require } from '@tenon/kernel/access/access.ts'
import { permissionOf } from '@tenon/kernel/access/permission.ts'
import type { Statement } from '@tenon/kernel/data/batch.ts'
import { readListQuery } from '@tenon/kernel/data/list-query.ts'
import { type Asking, isOpen, judge, reachable, selectionOf } from '@tenon/kernel/data/selection.ts'
import { compile, type RawBuilder, sql } from '@tenon/kernel/data/sql.ts'
import type { AnyEntity } from '@tenon/kernel/entity/entity.ts'
import type { Cells } from '@tenon/kernel/fields/field.ts'
import { fromMinorUnits } from '@tenon/kernel/fields/money/money.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'
import { purchase } from '../purchase/purchase.entity.ts'
import { collections, type Question, type Value } from './question.ts'

/** What a sum over one field cannot say, worked out over the records of a list as its reader sees them. */
interface Measure {
  /** Fields of the list's records that it looks at: each must be open to the reader on every row. */
  readonly needs: readonly string[]
  /** Answers rows of: how many, currency, amount in minor units; or how many, null, a number. */
  select(where: RawBuilder<unknown>, access: Access, query: Question['query']): RawBuilder<unknown>
}

/** Throws FORBIDDEN for what the reader may not list and INVALID for a field that is not open to them on every row. */
function askingFor(entity: AnyEntity, access: Access, needs: readonly string[]): Asking {
  const asking = { entity, access, grants: require(access, permissionOf(entity, 'list')) }
  const hidden = needs.filter(name => !isOpen(asking, name))
  if (hidden.length) throw invalid({}, { fields: hidden.map(field => ({ field, code: 'UNKNOWN_FIELD' })) })
  return asking
}

/** By how much the users beyond the allowance would raise what the customer pays for a term. */
const exposure: Measure = {
  needs: ['value', 'actualUsers', 'authorizedUsers'],
  select: where => sql`select count(*), t.value_currency,
      sum(round(t.value::numeric * greatest(coalesce(t.actual_users, 0) - t.authorized_users, 0) / t.authorized_users))
    from licensing.license as t where ${where} group by 2`,
}

/** Each licence's part no higher than it was a year ago: what grew elsewhere must not hide what was lost here. */
const capped: Measure = {
  needs: ['origin', 'annual', 'from', 'to', 'since'],
  select: (where, access, query) => {
    const yearAgo = query['filter[since][lte]'] as string
    const asking = askingFor(collections.revenue_periods, access, [])
    const before = sql.join(reachable(asking.entity, asking.grants, 'b'), sql` and `)
    return sql`select sum(kept.rows), kept.annual_currency, sum(least(kept.annual, was.annual))
      from (select t.origin, t.annual_currency, count(*) as rows, sum(t.annual) as annual
        from licensing.revenue_period as t where ${where} group by 1, 2) as kept
      join (select b.origin, b.annual_currency, sum(b.annual) as annual from licensing.revenue_period as b
        where ${before} and b."from" <= ${yearAgo}::date and b."to" >= ${yearAgo}::date group by 1, 2) as was
      using (origin, annual_currency) group by 2`
  },
}

/** Days from the first order of a licence to its first deployment done, on average. */
const sinceOrder: Measure = {
  needs: ['license', 'completedOn'],
  select: (where, access) => {
    const orders = askingFor(purchase, access, ['license', 'kind', 'orderedOn'])
    const seen = sql.join(reachable(orders.entity, orders.grants, 'o'), sql` and `)
    return sql`select count(ordered.day), null, round(avg(t.completed_on - ordered.day), 1)
      from licensing.deployment as t cross join lateral (select min(o.ordered_on) as day from licensing.purchase as o
        where ${seen} and o.license = t.license and o.kind in ('new', 'upgrade') and o.status <> 'cancelled') as ordered
      where ${where}`
  },
}

const measures: Readonly<Record<string, Measure>> = { exposure, capped, sinceOrder }
export const ownMeasure = ({ measure }: Question): Measure | undefined => measures[measure.split(':')[0] as string]

/** The one statement of a question with a measure of this file. */
export function ownStatement(question: Question, measure: Measure, access: Access): Statement {
  const asking = askingFor(collections[question.collection], access, measure.needs)
  const query = readListQuery(asking.entity, question.query)
  judge(asking, query)
  return compile(measure.select(sql.join(selectionOf(asking, query), sql` and `), access, question.query))
}

export function readOwn(rows: readonly Cells[]): { count: number; value: Value } {
  const count = rows.reduce((sum, [rowCount]) => sum + Number(rowCount), 0)
  if (rows.some(([, currency]) => currency === null)) return { count, value: numberOf(rows[0]?.[2] ?? null) }
  const amounts = rows.map(([, currency, units]) => fromMinorUnits(units ?? '0', currency as string))
  return { count, value: amounts.sort((a, b) => (a.currency < b.currency ? -1 : 1)) }
}
const numberOf = (text: string | null) => (text === null ? null : Number(text))
