import { useEffect, useRef, useSyncExternalStore } from 'react'

/** Something that can be done now to what is on screen. */
export interface CurrentAct {
  readonly key: string
  readonly label: string
  /** As for `Kbd`: `mod k`, `e`. */
  readonly shortcut?: string | undefined
  run(): unknown
}

/** What the page is about: the record that is open, or the rows that are selected. */
export interface Current {
  readonly kind: 'record' | 'selection'
  /** Its path: `licenses`. */
  readonly collection: string
  readonly ids: readonly string[]
  /** `LIC-2026-0001`, `3 licences`. */
  readonly title: string
  readonly actions: readonly CurrentAct[]
}

interface Holder {
  current: Current
}

// The last one to come stands above the others: a peek over its list, a selection over both.
let holders: readonly Holder[] = []
const listeners = new Set<() => void>()

function publish(next: readonly Holder[]) {
  holders = next
  for (const listen of listeners) listen()
}

/** What is on screen, for whoever asks at the press of a key; undefined on a page about nothing in particular. */
export const currentNow = (): Current | undefined => holders.at(-1)?.current

const subscribe = (listen: () => void) => {
  listeners.add(listen)
  return () => listeners.delete(listen)
}

/** The same for a component that stays on screen while it changes. */
export const useCurrentNow = (): Current | undefined => useSyncExternalStore(subscribe, currentNow)

/** Says what is on screen for as long as the component is; undefined while there is nothing to say. */
export function useCurrent(current: Current | undefined): void {
  const holder = useRef<Holder>(null)
  const key = current && [current.kind, current.collection, current.title, ...current.ids, ...keysOf(current)].join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when it is another one.
  useEffect(() => {
    if (!current) return
    const mine: Holder = { current }
    holder.current = mine
    publish([...holders, mine])
    return () => publish(holders.filter(each => each !== mine))
  }, [key])
  // Its acts close over the latest render; who reads them need not be told of each.
  useEffect(() => {
    if (holder.current && current) holder.current.current = current
  })
}

const keysOf = ({ actions }: Current) => actions.map(action => action.key)
