import { type Collection, findCollection, useMeta } from '../app/meta.ts'
import { useDestinations } from '../shell/destinations.ts'

/** The first list whose records live a life with a bar, licences of the licensing system: what the day turns on. */
export function useMainCollection(): Collection | undefined {
  const meta = useMeta()
  const paths = useDestinations().flatMap(group => group.items.map(item => item.path))
  const collections = paths.map(path => findCollection(meta, path))
  return collections.find(each => each !== undefined && each.entity.lifecycle.length > 0)
}
