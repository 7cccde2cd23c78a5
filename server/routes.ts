import type { Runtime } from '@tenon/kernel/data/unit-of-work.ts'
import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import type { Route } from '@tenon/kernel/http/route.ts'

/** The endpoints that belong to no system. */
export function applicationRoutes(_place: { readonly runtime: Runtime; readonly catalog: Catalog }): Route[] {
  return []
}
