import { newKey } from '../../app/api.ts'
import type { Item, ItemBody, Order, OrderBody, PricedPolicy, PriceList } from '../api.ts'

/** A line as it is being filled in: what is typed, not yet what it means. */
export interface LineDraft {
  readonly key: string
  readonly id?: string | undefined
  readonly policy: string
  readonly edition: string
  readonly quantity: string
  readonly termMonths: string
  readonly endCustomer: string
  /** A renewal follows its licence: only number and time are chosen. */
  readonly renews?: { readonly id: string; readonly code: string } | undefined
}
export interface OrderDraft {
  readonly lines: readonly LineDraft[]
  readonly poNo: string
  readonly note: string
}
/** By `lines.<at>.<field>` and by the fields of the order, the key of a sentence or the server's own. */
export type DraftFaults = Readonly<Record<string, string>>

export const policiesOf = ({ data }: PriceList): readonly (PricedPolicy & { readonly product: string })[] =>
  data.flatMap(product => product.policies.map(policy => ({ ...policy, product: product.name })))
const smallestFirst = ['team', 'business', 'enterprise']
/** Which there is a price for, the smallest first. */
export const editionsOf = (policy: PricedPolicy | undefined): readonly string[] =>
  [...new Set(policy?.prices.map(({ edition }) => edition))].sort(
    (one, other) => smallestFirst.indexOf(one) - smallestFirst.indexOf(other),
  )

/** Begins as the one before it ended: several lines of an order are mostly for one customer and one time. */
export function blankLine(list: PriceList, before?: LineDraft): LineDraft {
  const policies = policiesOf(list)
  const first = policies.find(({ model }) => model === 'subscription') ?? policies[0]
  return {
    key: newKey(),
    policy: first?.id ?? '',
    edition: editionsOf(first)[0] ?? 'team',
    quantity: '',
    termMonths: before?.termMonths ?? '12',
    endCustomer: before?.endCustomer ?? '',
  }
}

const lineOf = (item: Item): LineDraft => ({
  key: item.id ?? newKey(),
  id: item.id,
  policy: item.policy.id,
  edition: item.edition,
  quantity: String(item.quantity),
  termMonths: String(item.termMonths ?? 12),
  endCustomer: item.endCustomer,
  renews: item.renews ?? undefined,
})

export const draftOf = (order: Order): OrderDraft => ({
  lines: order.items.map(lineOf),
  poNo: order.poNo ?? '',
  note: order.note ?? '',
})

const whole = (text: string) => (/^\d{1,7}$/.test(text.trim()) ? Number(text) : Number.NaN)

/** What can be told without the server. */
function faultsOfLine(line: LineDraft): Readonly<Record<string, string>> {
  return {
    ...(!line.policy && { policy: 'portal.item.productMissing' }),
    ...(!(whole(line.quantity) >= 1) && { quantity: 'portal.item.quantityMissing' }),
    ...(!line.endCustomer.trim() && { endCustomer: 'portal.item.endCustomerMissing' }),
  }
}

export function faultsOf({ lines }: OrderDraft): DraftFaults {
  const all = lines.flatMap((line, at) =>
    Object.entries(faultsOfLine(line)).map(([field, text]) => [`lines.${at}.${field}`, text]),
  )
  return lines.length === 0 ? { lines: 'portal.order.noItems' } : Object.fromEntries(all)
}

export const itemOf = (line: LineDraft): ItemBody => ({
  id: line.id,
  kind: line.renews ? 'renewal' : 'new',
  policy: line.policy,
  edition: line.edition,
  quantity: whole(line.quantity),
  termMonths: Number(line.termMonths),
  endCustomer: line.endCustomer.trim(),
  renews: line.renews?.id,
})

/** As the server is given it. */
export const bodyOf = ({ lines, poNo, note }: OrderDraft): OrderBody => ({
  poNo: poNo.trim() || null,
  note: note.trim() || null,
  items: lines.map(itemOf),
})

/** The lines whose price can be asked, by their place in the order. */
export const pricedPlaces = ({ lines }: OrderDraft): readonly number[] =>
  lines.flatMap((line, at) => (line.policy && whole(line.quantity) >= 1 ? [at] : []))
