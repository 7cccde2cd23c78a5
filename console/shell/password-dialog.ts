import { useSyncExternalStore } from 'react'

let open = false
const listeners = new Set<() => void>()

/** Opened from menus that are gone by the time it shows, so it is nobody's child. */
export function showPasswordDialog(shown: boolean) {
  open = shown
  for (const listen of listeners) listen()
}

const subscribe = (listen: () => void) => {
  listeners.add(listen)
  return () => listeners.delete(listen)
}
export const usePasswordDialog = () => useSyncExternalStore(subscribe, () => open)
