import { z } from 'zod'
import { require } from '../access/access.ts'
import { permissionOf } from '../access/permission.ts'
import { tableOf } from '../data/list.ts'
import { readListQuery } from '../data/list-query.ts'
import { alias, judge, selectionOf } from '../data/selection.ts'
import { compile, sql } from '../data/sql.ts'
import { readFlight } from '../data/unit-of-work.ts'
import type { Collection } from '../entity/catalog.ts'
import { refusal } from '../problem/problem.ts'
import type { Params, Session } from './read.ts'

/** More than this is no selection any more: it would be kept by its ids. */
export const selectionLimit = 100_000

/** A selection as a body carries it: the parameters of a list, and how many records the caller saw it hold. */
export const selectionBody = {
  query: z.record(z.string(), z.string()),
  expect: z.int().min(1).max(selectionLimit),
}

const selectionChanged = refusal('SELECTION_CHANGED', 409, {
  en: '{actual} records match by now, not {expected}. Look at them again before you go on.',
  zh: '现在符合条件的记录有 {actual} 条，而不是 {expected} 条。请重新确认后再继续。',
})

/**
 * The ids of all records a list with this query would show, in the order they were created; its pages and order play no
 * part. Throws SELECTION_CHANGED, with `actual`, when there are not as many as the caller was shown.
 */
export async function selectIds(
  { runtime, tenant, actor }: Session,
  { entity, facet }: Pick<Collection, 'entity' | 'facet'>,
  params: Params,
  expected: number,
): Promise<string[]> {
  const asking = { entity, access: actor.access, grants: require(actor.access, permissionOf(entity, 'list')), facet }
  const query = readListQuery(entity, params)
  judge(asking, query)
  const from = sql`from ${tableOf(entity)} as ${sql.id(alias)} where ${sql.join(selectionOf(asking, query), sql` and `)}`
  const ids = compile(sql`select ${sql.ref(`${alias}.id`)} ${from} order by 1 limit ${expected + 1}`)
  const count = compile(sql`select count(*) ${from}`)
  const { results } = await readFlight(runtime, tenant, actor, [ids, count])
  const actual = Number(results[1]?.[0]?.[0])
  if (actual !== expected) throw selectionChanged({ actual, expected }, { extra: { actual } })
  return (results[0] ?? []).map(([id]) => id as string)
}
