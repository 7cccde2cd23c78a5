import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { request } from '../app/api.ts'
import type { Money } from '../app/formats.ts'
import type { OrderStatus } from './model.ts'

/** A record that another one refers to. */
export interface Named {
  readonly id: string
  readonly name: string
}
export interface Rows<T> {
  readonly data: readonly T[]
  readonly page: { readonly total: number; readonly totalIsExact?: boolean; readonly size: number }
}

/* ---------------------------------------------------------------- partners */
export interface Partner extends Named {
  readonly version: number
  readonly status: string
  readonly types: readonly string[]
  readonly tier: string
  readonly region: string | null
  readonly discountPercent: string
  readonly contactName: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly address: string | null
  readonly agreementNo: string | null
  readonly agreementEndsOn: string | null
  readonly manager: { readonly name: string; readonly email: string | null; readonly phone: string | null } | null
  readonly role: string
  readonly canOrder: boolean
  readonly people: readonly { readonly name: string; readonly role: string }[]
  readonly currency: string
}
interface Price {
  readonly edition: string
  /** It holds from so many on. */
  readonly fromQuantity: number
  readonly listPrice: Money
  /** After the partner's discount: for one user and year, or once for a perpetual licence. */
  readonly price: Money
}
export interface PricedPolicy extends Named {
  readonly model: string
  readonly prices: readonly Price[]
}
interface PricedProduct extends Named {
  readonly code: string
  readonly policies: readonly PricedPolicy[]
}
export interface PriceList {
  readonly discountPercent: string
  readonly currency: string
  readonly data: readonly PricedProduct[]
}
export interface ItemBody {
  readonly id?: string | undefined
  readonly kind: 'new' | 'renewal'
  readonly policy: string
  readonly edition: string
  readonly quantity: number
  readonly termMonths: number
  readonly endCustomer: string
  readonly renews?: string | undefined
}
export interface OrderBody {
  readonly poNo: string | null
  readonly note: string | null
  readonly items: readonly ItemBody[]
}
export interface Item {
  readonly id?: string
  readonly kind: 'new' | 'renewal'
  readonly product: Named
  readonly policy: Named & { readonly model: string }
  readonly edition: string
  readonly quantity: number
  readonly termMonths: number | null
  readonly unitPrice: Money
  readonly discountPercent: string
  readonly subtotal: Money
  readonly endCustomer: string
  readonly renews: { readonly id: string; readonly code: string } | null
  readonly license: { readonly id: string; readonly code: string; readonly status: string } | null
}
export interface Priced {
  readonly items: readonly Item[]
  readonly total: Money
}
export interface OrderRow {
  readonly id: string
  readonly version: number
  readonly orderNo: string
  readonly status: OrderStatus
  readonly poNo: string | null
  readonly total: Money
  readonly itemCount: number
  readonly endCustomers: readonly string[]
  readonly createdAt: string
  readonly updatedAt: string
}
export interface Order extends OrderRow {
  readonly note: string | null
  readonly items: readonly Item[]
  readonly reason: string | null
  readonly timeline: readonly { readonly status: OrderStatus; readonly at: string }[]
  readonly actions: readonly ('edit' | 'submit' | 'cancel')[]
  readonly deployments: readonly {
    readonly code: string
    readonly status: string
    readonly plannedOn: string | null
    readonly completedOn: string | null
  }[]
}
export interface OrderComment {
  readonly id: string
  readonly text: string
  readonly authorName: string
  readonly byPartner: boolean
  readonly at: string
}
export interface Deal {
  readonly id: string
  readonly regNo: string
  readonly prospect: string
  readonly domain: string
  readonly product: Named | null
  readonly amount: Money | null
  readonly expectedOn: string | null
  readonly note: string | null
  readonly status: string
  readonly protectedUntil: string | null
  readonly reason: string | null
  readonly createdAt: string
}

/* --------------------------------------------------------------- customers */
export interface License {
  readonly id: string
  readonly code: string
  readonly status: string
  readonly customer: Named
  readonly product: Named | null
  readonly policy: Named | null
  readonly edition: string
  readonly model: string
  readonly startsOn: string
  readonly endsOn: string | null
  readonly daysLeft: number | null
  readonly graceDays: number
  readonly authorizedUsers: number
  readonly actualUsers: number | null
  readonly authorizedWorkspaces: number
  readonly actualWorkspaces: number | null
  readonly isOverused: boolean
  readonly renewalAsked: boolean
}
export interface Term {
  readonly seq: number
  readonly from: string
  readonly to: string | null
  readonly authorizedUsers: number
  readonly authorizedWorkspaces: number
}
export interface Activation {
  readonly id: string
  readonly status: string
  readonly hostname: string | null
  readonly fingerprint: string
  readonly platform: string | null
  readonly activatedAt: string
  readonly lastHeartbeatAt: string | null
}
export interface LicenseFile {
  readonly id: string
  readonly serial: string
  readonly issuedAt: string
  readonly expiresAt: string | null
  readonly revokedAt: string | null
}
export interface OwnLicense extends License {
  readonly terms: readonly Term[]
  readonly activations: readonly Activation[]
  readonly files: readonly LicenseFile[]
  readonly entitlements: readonly {
    readonly code: string
    readonly name: string
    readonly value: string | null
    readonly expiresOn: string | null
  }[]
  readonly clusterId: string | null
  readonly activationMode: string
}
interface OwnCompany {
  readonly person: { readonly name: string; readonly email: string }
  readonly companies: readonly Named[]
  readonly contacts: readonly { readonly name: string; readonly email: string | null; readonly phone: string | null }[]
}

/* ----------------------------------------------------------------- reading */
const pageSize = 20
/** Above all that the portal has read. */
export const portalKey = ['portal'] as const
type Filter = Readonly<Record<string, string | undefined>>

const read = <T>(path: string) =>
  queryOptions({
    queryKey: [...portalKey, path],
    queryFn: ({ signal }) => request<T>('GET', path, { signal }),
  })

export const partnerQuery = read<Partner>('/partners/me')
export const pricesQuery = read<PriceList>('/partners/products')
export const orderQuery = (id: string) => read<Order>(`/partners/orders/${id}`)
export const commentsQuery = (id: string) =>
  read<{ readonly data: readonly OrderComment[] }>(`/partners/orders/${id}/comments`)
export const companyQuery = read<OwnCompany>('/portal/me')
export const ownLicenseQuery = (id: string) => read<OwnLicense>(`/portal/licenses/${id}`)

/** The first few of a list, and how many there are. */
export const someQuery = <T>(path: string, filter: Filter, size: number) =>
  queryOptions({
    queryKey: [...portalKey, path, filter, size],
    queryFn: ({ signal }) => request<Rows<T>>('GET', path, { query: { ...filter, 'page[size]': size }, signal }),
  })

/** A list, page after page. What was shown stays until the rows of another filter have come. */
export const rowsQuery = <T>(path: string, filter: Filter = {}) =>
  infiniteQueryOptions({
    queryKey: [...portalKey, path, filter, 'pages'],
    queryFn: ({ signal, pageParam }) => {
      const query = { ...filter, 'page[size]': pageSize, 'page[number]': pageParam }
      return request<Rows<T>>('GET', path, { query, signal })
    },
    initialPageParam: 1,
    getNextPageParam: ({ page }, pages) => (pages.length * pageSize < page.total ? pages.length + 1 : undefined),
    placeholderData: keepPreviousData,
  })
