import { useSyncExternalStore } from 'react'
import { hasUnsaved } from '../../app/unsaved.ts'
import { askToLeave } from './leave-question.ts'
import type { Organisation } from './queries.ts'

let wanted: Organisation | undefined
const listeners = new Set<() => void>()

/** Which organisation somebody wants to enter; undefined when they think better of it. */
export async function enterOrganisation(organisation: Organisation | undefined): Promise<void> {
  if (organisation && hasUnsaved() && !(await askToLeave(organisation.name))) return
  wanted = organisation
  for (const listen of listeners) listen()
}

const subscribe = (listen: () => void) => {
  listeners.add(listen)
  return () => listeners.delete(listen)
}
export const useWantedOrganisation = () => useSyncExternalStore(subscribe, () => wanted)
