import type { Access } from '@tenon/kernel/access/access.ts'
import { planList } from '@tenon/kernel/data/list.ts'
import type { Collection } from '@tenon/kernel/entity/catalog.ts'
import { Problem } from '@tenon/kernel/problem/problem.ts'

export type Asked = Readonly<Record<string, string>>

/** Throws what the list itself would answer to these parameters: FORBIDDEN, or INVALID with what cannot be asked. */
export function refuseUnaskable({ entity, facet }: Collection, access: Access, query: Asked): void {
  planList(entity, access, query, facet)
}

function isAskable(collection: Collection, access: Access, query: Asked): boolean {
  try {
    refuseUnaskable(collection, access, query)
    return true
  } catch (error) {
    if (error instanceof Problem && error.status === 422) return false
    throw error
  }
}

/** Several fields may stand in one parameter; each is judged by itself. */
const listed = new Set(['sort', 'include', 'fields'])
function askablePart(collection: Collection, access: Access, key: string, text: string): string {
  if (!listed.has(key)) return isAskable(collection, access, { [key]: text }) ? text : ''
  return text
    .split(',')
    .filter(name => isAskable(collection, access, { [key]: name }))
    .join(',')
}

/** What of a kept question can still be asked by this person, and the parameters of which something is left out. */
export function stillAskable(
  collection: Collection,
  access: Access,
  query: Asked,
): { query: Asked; leftOut: string[] } {
  if (isAskable(collection, access, query)) return { query, leftOut: [] }
  const parts = Object.entries(query).map(([key, text]) => [key, askablePart(collection, access, key, text)] as const)
  return {
    query: Object.fromEntries(parts.filter(([, text]) => text !== '')),
    leftOut: parts.filter(([key, text]) => text !== query[key]).map(([key]) => key),
  }
}
