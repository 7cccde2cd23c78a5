import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import type { Route } from '@tenon/kernel/http/route.ts'
import { aroundRoutes } from './about/around.ts'
import { commentRoutes } from './comment/comment-routes.ts'
import { fileRoutes } from './file/file-routes.ts'
import { type FileStore, fileStore } from './file/store.ts'
import { choiceRoutes } from './own/choices.ts'
import { draftRoutes } from './own/drafts.ts'
import { starRoutes } from './star/star-routes.ts'
import { taskRoutes } from './task/task-routes.ts'
import { viewRoutes } from './view/view-routes.ts'

export { cleanFiles, startFileCleaning } from './file/cleaning.ts'
export { type FileStore, fileStore } from './file/store.ts'

/** For a server that was given no place for files, as in tests: one that goes with the machine's temporary files. */
const passingStore = () => fileStore(join(tmpdir(), `tenon-files-${process.pid}`))

/** The endpoints of the workspace, which stand beside the records of every collection. */
export const workspaceRoutes = (catalog: Catalog, files: FileStore = passingStore()): Route[] => [
  ...choiceRoutes,
  ...draftRoutes(catalog),
  ...viewRoutes(catalog),
  ...starRoutes(catalog),
  ...commentRoutes(catalog),
  ...fileRoutes(catalog, files),
  ...taskRoutes(catalog),
  ...aroundRoutes(catalog),
]
