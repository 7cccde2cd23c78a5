import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import type { Route } from '@tenon/kernel/http/route.ts'
import { trayRoutes } from '@tenon/kernel/jobs/tray/tray-routes.ts'
import type { Live } from '@tenon/kernel/live/live.ts'
import { presenceRoutes } from '@tenon/kernel/live/presence/routes.ts'
import { streamRoute } from '@tenon/kernel/live/stream-route.ts'
import { type ImportQueue, localQueue } from '@tenon/kernel/transfer/import/queue.ts'
import { transferRoutes } from '@tenon/kernel/transfer/transfer-routes.ts'
import { notificationRoutes } from '@tenon/messages/server'
import { auditRoutes } from '@tenon/operations/server'
import { reportRoutes } from '@tenon/reports/server'
import { type FileStore, workspaceRoutes } from '@tenon/workspace/server'

/** The endpoints that belong to no system. Without a queue imports run in this process. */
export function applicationRoutes(
  catalog: Catalog,
  imports: ImportQueue = localQueue(catalog),
  live?: Live,
  files?: FileStore,
): Route[] {
  return [
    ...(live ? [streamRoute(live)] : []),
    ...presenceRoutes(catalog),
    ...notificationRoutes(catalog),
    ...auditRoutes(catalog),
    ...workspaceRoutes(catalog, files),
    ...reportRoutes(catalog),
    ...transferRoutes(catalog, imports),
    ...trayRoutes(catalog, imports),
  ]
}
