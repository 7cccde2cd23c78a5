import type { Outsider } from './who.ts'

/** A page of the portal and the record it is about. */
interface Place {
  readonly page: 'overview' | 'orders' | 'newOrder' | 'order' | 'editOrder' | 'licenses' | 'deals' | 'company'
  readonly id?: string
}
type OwnPlace = { readonly page: 'own' | 'ownLicense' | 'account'; readonly id?: string }
export type AnyPlace = Place | OwnPlace | { readonly page: 'notices' | 'nowhere' }

/** Where somebody begins. */
export const homeOf = (as: readonly Outsider[]) => (as.includes('partner') ? '/portal' : '/portal/own')

function ofPartner([room = '', id, deed]: readonly string[]): Place | undefined {
  if (room === '') return { page: 'overview' }
  if (room === 'orders' && id === 'new') return { page: 'newOrder' }
  if (room === 'orders' && id) return { page: deed === 'edit' ? 'editOrder' : 'order', id }
  if (room === 'orders' || room === 'licenses' || room === 'deals' || room === 'company') return { page: room }
  return undefined
}

function ofCustomer([room = '', id]: readonly string[]): OwnPlace | undefined {
  if (room === 'own') return id ? { page: 'ownLicense', id } : { page: 'own' }
  return room === 'account' ? { page: 'account' } : undefined
}

/** Links of notices and mails lead to the records themselves; who is outside sees each in the portal. */
function seenFromOutside([collection = '', id]: readonly string[], as: readonly Outsider[]): string {
  const isPartner = as.includes('partner')
  const rooms: Readonly<Record<string, string>> = isPartner
    ? { partner_orders: 'orders', deal_registrations: 'deals', licenses: 'licenses' }
    : { licenses: 'own' }
  const room = rooms[collection]
  if (!room) return homeOf(as)
  const hasPages = room === 'orders' || room === 'own'
  return hasPages && id ? `/portal/${room}/${id}` : `/portal/${room}`
}

/** What an address shows to an outsider, or where they are sent instead. */
export function placeAt(pathname: string, as: readonly Outsider[]): AnyPlace | { readonly goTo: string } {
  const [first, ...rest] = pathname.split('/').filter(Boolean)
  if (first === 'inbox') return { goTo: '/portal/notices' }
  if (first !== 'portal') return { goTo: seenFromOutside([first ?? '', ...rest], as) }
  if (rest[0] === 'notices') return { page: 'notices' }
  const partner = as.includes('partner') ? ofPartner(rest) : undefined
  const customer = as.includes('customer') ? ofCustomer(rest) : undefined
  if (!partner && !customer && rest.length === 0) return { goTo: homeOf(as) }
  return partner ?? customer ?? { page: 'nowhere' }
}
