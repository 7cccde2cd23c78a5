import type { Catalog } from '../entity/catalog.ts'
import type { Route } from '../http/route.ts'
import { exportRoute } from './export/export-route.ts'
import { importRoutes, uploadRoute } from './import/import-routes.ts'
import { type ImportQueue, localQueue } from './import/queue.ts'

/**
 * Import and export for every collection, and the addresses of imports themselves. Without a queue imports run in this
 * process.
 */
export function transferRoutes(catalog: Catalog, queue: ImportQueue = localQueue(catalog)): Route[] {
  return [
    ...importRoutes(catalog, queue),
    ...catalog.collections.flatMap(collection => [
      ...(collection.entity.byActionsOnly ? [] : [uploadRoute(catalog, collection, queue)]),
      exportRoute(catalog, collection),
    ]),
  ]
}
