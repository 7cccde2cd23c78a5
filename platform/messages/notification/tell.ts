import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import { type Session, titlesById } from '@tenon/kernel/operations/read.ts'
import type { Param } from './notify.ts'
import type { Stored } from './store.ts'
import type { Words } from './words.ts'

/** A notice in its reader's words. */
export interface Shown extends Omit<Stored, 'params'> {
  readonly text: string
}

/** The titles of the linked records that the reader may see now, by collection and id. */
export async function titlesOf(
  session: Session,
  catalog: Catalog,
  notices: readonly Stored[],
): Promise<Map<string, string>> {
  const byCollection = new Map<string, Set<string>>()
  for (const { link } of notices)
    if (link && 'id' in link)
      byCollection.set(link.collection, (byCollection.get(link.collection) ?? new Set()).add(link.id))
  const titles = new Map<string, string>()
  for (const [path, found] of byCollection) {
    const entity = catalog.collections.find(collection => collection.path === path)?.entity
    if (entity)
      for (const [id, title] of await titlesById(session, entity, [...found])) titles.set(`${path} ${id}`, title)
  }
  return titles
}

/** What was said of a record that the reader may no longer see is not repeated. */
const withheld = (params: Stored['params']): Record<string, Param> =>
  Object.fromEntries(Object.entries(params).map(([name, param]) => [name, name === 'case' ? param : '…']))

export function tell(words: Words, titles: ReadonlyMap<string, string>, notice: Stored): Shown {
  const { id, kind, actor, at, readAt, archivedAt } = notice
  const record = notice.link && 'id' in notice.link ? notice.link : undefined
  const title = record && titles.get(`${record.collection} ${record.id}`)
  const isHidden = record !== undefined && title === undefined
  const thing = record ? words.thing(record.collection) : ''
  const own = { actor: actor?.name ?? '', thing, title: title || thing }
  const params = { ...(isHidden ? withheld(notice.params) : notice.params), ...own }
  const link = isHidden ? null : notice.link
  return { id, kind, text: words.say(kind, params), actor, link, at, readAt, archivedAt }
}
