import { useSyncExternalStore } from 'react'

/** Opened from places that are gone by the time it shows, or that cannot know it: a menu, an error. */
export type Layer =
  | { readonly kind: 'emergency' }
  /** Why one may not do something: by permission, or by the address of a list that one does not see. */
  | { readonly kind: 'why'; readonly permission?: string | undefined; readonly path?: string | undefined }

let shown: Layer | undefined
const listeners = new Set<() => void>()

export function showLayer(layer: Layer | undefined) {
  shown = layer
  for (const listen of listeners) listen()
}

const subscribe = (listen: () => void) => {
  listeners.add(listen)
  return () => listeners.delete(listen)
}
export const useLayer = () => useSyncExternalStore(subscribe, () => shown)
