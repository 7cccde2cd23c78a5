import { require } from '@tenon/kernel/access/access.ts'
import { onePlan } from '@tenon/kernel/data/one.ts'
import type { Values } from '@tenon/kernel/data/shape.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import type { Actor } from '@tenon/kernel/entity/ctx.ts'
import type { AnyEntity } from '@tenon/kernel/entity/entity.ts'
import { checkId, type Params } from '@tenon/kernel/operations/read.ts'
import { notFound } from '@tenon/kernel/problem/refusals.ts'
import type { z } from 'zod'

/** The record as this person may see it, within the work; the same plan as at the record's own address. Throws NOT_FOUND. */
export async function readOne(work: Work, entity: AnyEntity, id: unknown): Promise<Values & { id: string }> {
  const { statement, shape } = onePlan(entity, work.actor.access)
  const [cells] = await work.read(statement(checkId(String(id))))
  if (!cells) throw notFound()
  return shape.read(cells, work.today) as Values & { id: string }
}

/** The body, read only for who has the right at all: others are told that they have not, whatever they sent. */
export function bodyFor<S extends z.ZodObject>({ access }: Actor, permission: string, schema: S, body: unknown) {
  require(access, permission)
  return parseBody(schema, body) as z.infer<S>
}

/** A list's parameters as the portal passes them on: what a row shows, and in which order by default, is the portal's. */
export function listParams(query: Params, sort: string, more: Params = {}): Params {
  const { fields: _, include: __, scope: ___, ...asked } = query
  return { sort, ...asked, ...more }
}
export const listQuery = {
  'page[size]': 'How many records a page holds: 1 to 500, 50 unless told',
  'page[number]': 'The page, from 1',
  'page[after]': 'The mark `page.next` of the page before',
  'page[before]': 'The mark `page.previous` of the page after',
  sort: 'Fields separated by commas, `-` for descending',
  search: 'Words that must all be found',
  'filter[status]': 'Equal to; `filter[status][in]` for several',
}
