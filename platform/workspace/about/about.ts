import { isColleague } from '@tenon/kernel/access/colleague.ts'
import { onePlan } from '@tenon/kernel/data/one.ts'
import type { Values } from '@tenon/kernel/data/shape.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Catalog, Collection } from '@tenon/kernel/entity/catalog.ts'
import type { AnyEntity } from '@tenon/kernel/entity/entity.ts'
import { checkId, titleOf } from '@tenon/kernel/operations/read.ts'
import { notFound } from '@tenon/kernel/problem/refusals.ts'

/** The record that something is said, kept or to be done about. */
export interface About {
  readonly entity: AnyEntity
  readonly id: string
  readonly title: string
  readonly values: Values
}

/** Throws NOT_FOUND for an address there is none of. */
export function collectionNamed(catalog: Catalog, path: unknown): Collection {
  const found = catalog.collections.find(collection => collection.path === path)
  if (!found) throw notFound()
  return found
}

/**
 * The record as the address of the record itself would show it to the caller, within the work. Throws what that
 * address answers: FORBIDDEN without any right to read such records, NOT_FOUND for one that may not be seen. People from
 * outside find nothing beside a record.
 */
export async function readAbout(
  work: Work,
  { entity, facet }: Pick<Collection, 'entity' | 'facet'>,
  id: unknown,
): Promise<About> {
  if (!isColleague(work.actor.access)) throw notFound()
  const { statement, shape } = onePlan(entity, work.actor.access, {}, facet)
  const checked = checkId(String(id))
  const [cells] = await work.read(statement(checked))
  if (!cells) throw notFound()
  const values = shape.read(cells, work.today)
  return { entity, id: checked, title: titleOf(entity, values), values }
}

/** Whoever watches the records is told that something beside one of them changed: a comment, a file. */
export const touchAbout = (work: Work, entityName: string) =>
  work.write({ text: 'select 1', values: [], touches: entityName })

/** The same for what is remembered by the kind of record; one whose kind is no longer deployed is not there. */
export function readAboutNamed(work: Work, catalog: Catalog, entityName: string, id: string): Promise<About> {
  const entity = catalog.entities.find(({ name }) => name === entityName)
  if (!entity || !work.actor.access.may(`${entity.name}.read`)) throw notFound()
  return readAbout(work, { entity }, id)
}
