import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import type { Route } from '@tenon/kernel/http/route.ts'
import type { Live } from '@tenon/kernel/live/live.ts'
import { streamRoute } from '@tenon/kernel/live/stream-route.ts'
import type { ImportQueue } from '@tenon/kernel/transfer/import/queue.ts'
import { transferRoutes } from '@tenon/kernel/transfer/transfer-routes.ts'
import { notificationRoutes } from '@tenon/messages/server'
import { auditRoutes } from '@tenon/operations/server'
import { workspaceRoutes } from '@tenon/workspace/server'

/** The endpoints that belong to no system. */
export const applicationRoutes = (catalog: Catalog, imports?: ImportQueue, live?: Live): Route[] => [
  ...(live ? [streamRoute(live)] : []),
  ...notificationRoutes(catalog),
  ...auditRoutes(catalog),
  ...workspaceRoutes(catalog),
  ...(imports ? transferRoutes(catalog, imports) : transferRoutes(catalog)),
]
