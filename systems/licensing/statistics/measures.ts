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
  /** Where one statement answers several measures, what they share, and where each begins in its rows. */
  readonly shared?: string
  readonly at?: number
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

const stretches = (asking: Asking, at: string, days: readonly string[]) => sql`select ${sql.ref(`${at}.origin`)},
    ${sql.ref(`${at}.annual_currency`)} as currency, count(*) as rows, sum(${sql.ref(`${at}.annual`)}) as annual
  from licensing.revenue_period as ${sql.id(at)} where ${sql.join(
    [
      ...reachable(asking.entity, asking.grants, at),
      ...days.map(day => sql`${sql.ref(`${at}.from`)} <= ${day}::date and ${sql.ref(`${at}.to`)} >= ${day}::date`),
    ],
    sql` and `,
  )}`

/**
 * What recurred a year ago and what of it recurs today, licence by licence: as it is, and each no higher than it was,
 * since what grew elsewhere must not hide what was lost here. Either day's list gives both days.
 */
const retention = (at: number): Measure => ({
  needs: ['origin', 'annual', 'from', 'to', 'since'],
  shared: 'retention',
  at,
  select: (_, access, query) => {
    const asking = askingFor(collections.revenue_periods, access, [])
    const [today, yearAgo] = [query['filter[from][lte]'] as string, query['filter[since][lte]'] as string]
    const kept = sql`${stretches(asking, 'k', [today])} and k.since <= ${yearAgo}::date group by 1, 2`
    const was = sql`${stretches(asking, 'w', [yearAgo])} group by 1, 2`
    return sql`select sum(kept.rows), currency, sum(kept.annual), sum(kept.rows), currency, sum(least(kept.annual, was.annual))
        filter (where was.annual is not null and kept.annual is not null), sum(was.rows), currency, sum(was.annual)
      from (${kept}) as kept full join (${was}) as was using (origin, currency) group by currency`
  },
})

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

const measures: Readonly<Record<string, Measure>> = {
  exposure,
  sinceOrder,
  kept: retention(0),
  capped: retention(3),
  was: retention(6),
}
export const ownMeasure = ({ measure }: Question): Measure | undefined => measures[measure.split(':')[0] as string]

/** The one statement of a question with a measure of this file. */
export function ownStatement(question: Question, measure: Measure, access: Access): Statement {
  const asking = askingFor(collections[question.collection], access, measure.needs)
  const query = readListQuery(asking.entity, question.query)
  judge(asking, query)
  return compile(measure.select(sql.join(selectionOf(asking, query), sql` and `), access, question.query))
}

export function readOwn(rows: readonly Cells[], { at = 0 }: Measure): { count: number; value: Value } {
  const own = rows.map(cells => cells.slice(at, at + 3))
  const count = own.reduce((sum, [rowCount]) => sum + Number(rowCount ?? 0), 0)
  if (own.some(([, currency]) => currency === null)) return { count, value: numberOf(own[0]?.[2] ?? null) }
  const known = own.filter(([rowCount]) => Number(rowCount ?? 0) > 0)
  const amounts = known.map(([, currency, units]) => fromMinorUnits(units ?? '0', currency as string))
  return { count, value: amounts.sort((a, b) => (a.currency < b.currency ? -1 : 1)) }
}
const numberOf = (text: string | null) => (text === null ? null : Number(text))
