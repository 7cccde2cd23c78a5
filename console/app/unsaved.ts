import { useEffect, useSyncExternalStore } from 'react'

const holders = new Set<symbol>()
const listeners = new Set<() => void>()
const publish = () => {
  for (const listen of listeners) listen()
}

/** Whether anything on the page is typed and not yet saved. */
export const hasUnsaved = () => holders.size > 0

const subscribe = (listen: () => void) => {
  listeners.add(listen)
  return () => listeners.delete(listen)
}
export const useHasUnsaved = () => useSyncExternalStore(subscribe, hasUnsaved)

/** Says that there is unsaved work for as long as `when` holds: a switch of site and an update of the console wait for it. */
export function useUnsaved(when: boolean): void {
  useEffect(() => {
    if (!when) return
    const mine = Symbol('unsaved')
    holders.add(mine)
    publish()
    return () => {
      holders.delete(mine)
      publish()
    }
  }, [when])
}
