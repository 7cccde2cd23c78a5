import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import type { EntityMeta, Meta } from '@tenon/kernel/derive/meta-types.ts'
import { request } from './api.ts'
import { usePreferences } from './preferences.tsx'
import { useSession } from './session.tsx'

export type Facet = EntityMeta['facets'][number]
export interface Collection {
  readonly path: string
  readonly entity: EntityMeta
  /** Set when the path is a second address of the entity: `customers` of companies. */
  readonly facet?: Facet
  /** `Customers` and `Customer`, of the facet when there is one. */
  readonly label: string
  readonly one: string
}

export const metaQuery = (language: string, site: string | undefined, role: string | null) =>
  queryOptions({
    queryKey: ['meta', language, site ?? '', role ?? ''],
    queryFn: ({ signal }) => request<Meta>('GET', '/meta', { signal }),
    staleTime: 5 * 60_000,
  })

/** What the person may see and do, in their language. Suspends until it is known: the shell waits for it once. */
export function useMeta(): Meta {
  const { language } = usePreferences()
  const { site, onlyRole } = useSession()
  return useSuspenseQuery(metaQuery(language, site?.id, onlyRole)).data
}

/** The collection at a path, or undefined when there is none this person may see. */
export function findCollection(meta: Meta, path: string): Collection | undefined {
  for (const entity of Object.values(meta.entities)) {
    if (entity.path === path) return { path, entity, label: entity.labelMany, one: entity.label }
    const facet = entity.facets.find(each => each.path === path)
    if (facet) return { path, entity, facet, label: facet.label, one: facet.one }
  }
  return undefined
}

/** The collection of the page; its route has already made sure that there is one. */
export function useCollection(path: string): Collection {
  const collection = findCollection(useMeta(), path)
  if (!collection) throw new Error(`No collection "${path}" in the metadata`)
  return collection
}
