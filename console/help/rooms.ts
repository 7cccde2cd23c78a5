import type { RefObject } from 'react'
import { roomComponent } from '../app/room-component.ts'

interface PageHelpProps {
  readonly anchor: RefObject<HTMLElement | null>
  onClose(): void
}

/** What helps is fetched when somebody asks for it. */
export const PageHelp = roomComponent<PageHelpProps>('tours', () => import('./tours/PageHelp.tsx'), 'PageHelp')
export const TourOffer = roomComponent<object>('tours', () => import('./tours/TourOffer.tsx'), 'TourOffer')
