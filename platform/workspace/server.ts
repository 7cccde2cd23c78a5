import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import type { Route } from '@tenon/kernel/http/route.ts'
import { choiceRoutes } from './own/choices.ts'
import { draftRoutes } from './own/drafts.ts'
import { starRoutes } from './star/star-routes.ts'
import { viewRoutes } from './view/view-routes.ts'

/** The endpoints of the workspace, which stand beside the records of every collection. */
export const workspaceRoutes = (catalog: Catalog): Route[] => [
  ...choiceRoutes,
  ...draftRoutes(catalog),
  ...viewRoutes(catalog),
  ...starRoutes(catalog),
]
