import { Outlet, useParams } from '@tanstack/react-router'
import { NoCollection } from '../pages/NoCollection.tsx'
import { findCollection, useMeta } from './meta.ts'

/** Below it every page may take its collection for granted: it is installed, and the person may see it. */
export function CollectionGate() {
  const { collection } = useParams({ strict: false })
  const meta = useMeta()
  return findCollection(meta, collection ?? '') ? <Outlet /> : <NoCollection />
}
