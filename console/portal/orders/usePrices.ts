import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { request } from '../../app/api.ts'
import { type Priced, portalKey } from '../api.ts'
import { itemOf, type OrderDraft, pricedPlaces } from './draft.ts'

function useSettled<T>(value: T, pause: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause)
    return () => clearTimeout(timer)
  }, [value, pause])
  return settled
}

/**
 * What the lines cost, worked out by the server as soon as the typing pauses: the very sums the order will hold. Each
 * line's by its place; a line that says too little has none.
 */
export function usePrices(typed: OrderDraft) {
  const places = pricedPlaces(typed)
  // A price needs no name of a customer; the order does.
  const asked = JSON.stringify(
    places.map(at => {
      const { id: _, ...item } = itemOf(typed.lines[at] as OrderDraft['lines'][number])
      return { ...item, endCustomer: item.endCustomer || '?' }
    }),
  )
  const items = useSettled(asked, 250)
  const { data, error } = useQuery({
    queryKey: [...portalKey, 'price', items],
    queryFn: ({ signal }) =>
      request<Priced>('POST', '/partners/orders/price', { body: { items: JSON.parse(items) as unknown }, signal }),
    enabled: items !== '[]',
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  })
  const isOfThis = data?.items.length === places.length
  const of = (at: number) => (isOfThis ? data?.items[places.indexOf(at)] : undefined)
  return { of, total: places.length > 0 && isOfThis ? data?.total : undefined, error }
}
