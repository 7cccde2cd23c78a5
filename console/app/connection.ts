import { useEffect, useRef, useSyncExternalStore } from 'react'

/** After the first failure, the second, and each one after that, in milliseconds. */
const waits = [2_000, 8_000, 30_000]

/** When what failed is tried again, as a point of time; null while the server answers. */
let retryAt: number | null = null
let failures = 0
/** Nothing answered at all: then any answer means that the way is open again. */
let isCut = false
let timer: ReturnType<typeof setTimeout> | undefined
const watchers = new Set<() => void>()
const retries = new Set<() => void>()

function publish(next: number | null) {
  retryAt = next
  for (const watch of watchers) watch()
}

function tryAgain() {
  clearTimeout(timer)
  timer = undefined
  publish(null)
  for (const retry of [...retries]) retry()
}

/**
 * A call that failed and may heal, because nothing answered (`cut`) or the server is not ready: everything that failed
 * is tried again together, so the page counts down once.
 */
export function noteUnreachable(cut: boolean): void {
  isCut ||= cut
  if (timer !== undefined) return
  const wait = waits[Math.min(failures, waits.length - 1)] ?? 30_000
  failures++
  timer = setTimeout(tryAgain, wait)
  publish(Date.now() + wait)
}

/** The server answered: what still waits need wait no longer. */
export function noteAnswered(): void {
  if (timer === undefined) failures = 0
  if (!isCut) return
  isCut = false
  failures = 0
  if (timer !== undefined) tryAgain()
}

if (typeof addEventListener === 'function') addEventListener('online', () => failures > 0 && tryAgain())

const subscribe = (watch: () => void) => {
  watchers.add(watch)
  return () => void watchers.delete(watch)
}

/** Somebody does not want to wait. */
export const retryNow = (): void => tryAgain()

/** When the next attempt comes, or null. */
export const useRetryAt = () => useSyncExternalStore(subscribe, () => retryAt)

/** Called when it is time to try again, while `active`. */
export function useRetry(active: boolean, retry: (() => void) | undefined): void {
  const latest = useRef(retry)
  latest.current = retry
  useEffect(() => {
    if (!active) return
    const run = () => latest.current?.()
    retries.add(run)
    return () => void retries.delete(run)
  }, [active])
}

/** Joins in whatever is tried again, from outside React. */
export function onRetry(retry: () => void): void {
  retries.add(retry)
}
