import { useSyncExternalStore } from 'react'

let waiting: ServiceWorker | undefined
let registration: ServiceWorkerRegistration | undefined
const listeners = new Set<() => void>()

function found(worker: ServiceWorker | null) {
  if (!worker || worker === waiting) return
  waiting = worker
  for (const listen of listeners) listen()
}

function watch(installing: ServiceWorker | null) {
  installing?.addEventListener('statechange', () => {
    // The first worker of a browser takes over by itself and is no update.
    if (installing.state === 'installed' && navigator.serviceWorker.controller) found(installing)
  })
}

const checkEvery = 60 * 60_000

/**
 * Keeps the console's files for a time without a network and notices newer ones. Not during development, whose files
 * change all the time, and not in a browser that a program drives.
 */
export function startUpdates(): void {
  // By mode and not by PROD, which a build made by the tests does not have.
  if (import.meta.env.MODE !== 'production' || navigator.webdriver || !('serviceWorker' in navigator)) return
  addEventListener('load', async () => {
    registration = await navigator.serviceWorker.register('/sw.js').catch(() => undefined)
    if (!registration) return
    if (navigator.serviceWorker.controller) found(registration.waiting)
    registration.addEventListener('updatefound', () => watch(registration?.installing ?? null))
    setInterval(checkForUpdate, checkEvery)
  })
}

/** Asks the server whether there is a newer version; offline it is asked another time. */
export function checkForUpdate(): void {
  registration?.update().catch(() => undefined)
}

/** Lets the newer version take over, and begins anew in it. */
export function applyUpdate(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  waiting?.postMessage('take over')
}

const subscribe = (listen: () => void) => {
  listeners.add(listen)
  return () => listeners.delete(listen)
}
export const useUpdateReady = () => useSyncExternalStore(subscribe, () => waiting !== undefined)
