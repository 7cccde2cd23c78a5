import type { ReactNode } from 'react'
import { NoCollection } from '../pages/NoCollection.tsx'
import { isGranted } from './permission.ts'
import { places, workPlaces } from './places.ts'
import { useSession } from './session.tsx'

/** Shows a hand-made page to those who hold what its place in the navigation asks for. */
export function PlaceGate({ path, children }: { path: string; children: ReactNode }) {
  const { permissions } = useSession()
  const asked = [...places, ...workPlaces].find(place => place.path === path)?.permission
  return asked === undefined || isGranted(permissions, asked) ? children : <NoCollection permission={asked} />
}
