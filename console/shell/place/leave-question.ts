import { useSyncExternalStore } from 'react'

/** What is asked before typed work leaves the screen. */
export interface LeaveQuestion {
  /** Where to: `华东工厂`. */
  readonly place: string
  answer(go: boolean): void
}

let asked: LeaveQuestion | undefined
const listeners = new Set<() => void>()
const publish = (next: LeaveQuestion | undefined) => {
  asked = next
  for (const listen of listeners) listen()
}

/** Asks, and resolves with whether to go. Whoever asked may be gone from the screen by then. */
export const askToLeave = (place: string): Promise<boolean> =>
  new Promise(resolve => {
    publish({
      place,
      answer: go => {
        publish(undefined)
        resolve(go)
      },
    })
  })

const subscribe = (listen: () => void) => {
  listeners.add(listen)
  return () => listeners.delete(listen)
}
export const useLeaveQuestion = () => useSyncExternalStore(subscribe, () => asked)
