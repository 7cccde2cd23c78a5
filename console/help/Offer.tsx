import { useRouterState } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useChoice } from '../app/choices.ts'
import { TourOffer } from './rooms.ts'

/** Nothing, unless a tour has never been offered to this person: then its offer, on the first page. */
export function Offer() {
  const [seen] = useChoice<{ readonly offered?: string }>('tours', {})
  const isHome = useRouterState({ select: state => state.location.pathname === '/' })
  return <Suspense>{isHome && seen.offered === undefined && <TourOffer />}</Suspense>
}
