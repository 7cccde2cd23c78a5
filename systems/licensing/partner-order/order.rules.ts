export type OrderStatus =
  | 'draft'
  | 'submitted'
  | 'underReview'
  | 'confirmed'
  | 'fulfilled'
  | 'closed'
  | 'rejected'
  | 'canceled'

/** What a partner calls the state of its order. */
export type OrderLabel = 'draft' | 'confirmed' | 'canceled'

const labels: Readonly<Record<OrderStatus, OrderLabel>> = {
  draft: 'draft',
  submitted: 'draft',
  underReview: 'draft',
  confirmed: 'confirmed',
  fulfilled: 'confirmed',
  closed: 'confirmed',
  rejected: 'canceled',
  canceled: 'canceled',
}
export const labelOf = (status: OrderStatus): OrderLabel => labels[status]

/** The people of a partner who order; the others look on. */
export const ordering: readonly string[] = ['principal', 'sales']
