import { sql } from '@tenon/kernel/data/sql.ts'
import type { ReadCtx } from '@tenon/kernel/entity/ctx.ts'
import type { Create, Row } from '@tenon/kernel/entity/entity.ts'
import type { FieldProblem } from '@tenon/kernel/problem/problem.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'
import type { Buyer } from '../partner/speaker.ts'
import { licensePrice } from '../price/price.entity.ts'
import { priceOf, subtotalOf, totalOf } from '../price/price.rules.ts'
import type { orderItem, partnerOrder } from './order.entity.ts'
import { noPrice } from './order.refusals.ts'

export type Item = Create<typeof orderItem> & { id?: string }

/** What somebody may ask for in a line of an order: everything but its price. */
export interface Wish {
  readonly id?: string | undefined
  readonly kind?: 'new' | 'renewal' | undefined
  readonly policy?: string | null | undefined
  readonly edition?: Item['edition'] | undefined
  readonly quantity?: number | undefined
  readonly termMonths?: number | null | undefined
  readonly endCustomer?: string | undefined
  readonly renews?: string | null | undefined
}

interface Policy {
  readonly id: string
  readonly product: string
  readonly model: string
}
interface Held {
  readonly id: string
  readonly customer: string
  readonly customerName: string
  readonly product: string | null
  readonly policy: string | null
  readonly edition: NonNullable<Item['edition']>
  readonly quantity: number
  readonly isRenewable: boolean
}
type Price = Row<typeof licensePrice>
interface Known {
  readonly policies: ReadonlyMap<string, Policy>
  readonly held: ReadonlyMap<string, Held>
  readonly prices: ReadonlyMap<string, readonly Price[]>
}

const byId = <T extends { readonly id: string }>(rows: readonly T[]) => new Map(rows.map(row => [row.id, row]))
const idsOf = (wishes: readonly Wish[], name: 'policy' | 'renews') => [
  ...new Set(wishes.map(wish => wish[name]).filter(id => typeof id === 'string')),
]

const policiesOf = ({ tenant, query }: ReadCtx, ids: readonly string[]) =>
  query<Policy>(sql`select id, product, model from licensing.policy
    where tenant_id = ${tenant.id} and deleted_at is null and id = any(${[...ids]}::uuid[])`)

/** Licences that this very partner brought: another's are as good as not there. */
const heldBy = ({ tenant, query }: ReadCtx, buyer: Buyer, ids: readonly string[]) =>
  query<Held>(sql`select l.id, l.customer, c.name as "customerName", l.product, l.policy, l.edition,
      l.authorized_users as quantity,
      (l.status in ('deployed', 'inUse', 'grace', 'expired') and l.ends_on is not null) as "isRenewable"
    from licensing.license l join directory.company c on c.tenant_id = l.tenant_id and c.id = l.customer
    where l.tenant_id = ${tenant.id} and l.deleted_at is null and l.partner = ${buyer.id}::uuid
      and l.id = any(${[...ids]}::uuid[])`)

async function knownAbout(ctx: ReadCtx, buyer: Buyer, wishes: readonly Wish[]): Promise<Known> {
  const policies = byId(await policiesOf(ctx, idsOf(wishes, 'policy')))
  const held = byId(await heldBy(ctx, buyer, idsOf(wishes, 'renews')))
  const products = new Set([...policies.values(), ...held.values()].flatMap(({ product }) => product ?? []))
  const prices = new Map<string, readonly Price[]>()
  for (const id of products) prices.set(id, await ctx.find(licensePrice, { product: id }))
  return { policies, held, prices }
}

type Bare = Omit<Item, 'unitPrice' | 'discountPercent' | 'subtotal'> & { readonly quantity: number }
type Refused = Omit<FieldProblem, 'field'> & { readonly at: string }
const required = (at: string): Refused => ({ at, code: 'REQUIRED' })
const notThere = (at: string): Refused => ({ at, code: 'UNKNOWN_REFERENCE', message: unknown })
const unknown = { en: 'There is no such record, or you may not see it.', zh: '没有这条记录，或你无权查看。' }
const twice = { en: 'This licence is already renewed by another item.', zh: '另一项明细已续期该许可证。' }
const notRenewable = {
  en: 'This licence cannot be renewed: it is not at work yet, never ends, or is closed.',
  zh: '该许可证不能续期：尚未投入使用、永久有效或已关闭。',
}

function newItem(wish: Wish, { policies }: Known): Bare | Refused {
  const { policy: wished, endCustomer, quantity, edition = 'team' } = wish
  if (!wished) return required('policy')
  const policy = policies.get(wished)
  if (!policy) return notThere('policy')
  if (!endCustomer) return required('endCustomer')
  if (!quantity) return required('quantity')
  const isForMonths = policy.model === 'subscription' || policy.model === 'metered'
  return {
    ...{ kind: 'new', product: policy.product, policy: policy.id, edition, quantity, endCustomer },
    termMonths: isForMonths ? (wish.termMonths ?? 12) : null,
  }
}

function renewalItem({ renews, termMonths }: Wish, { held }: Known): Bare | Refused {
  if (!renews) return required('renews')
  const licence = held.get(renews)
  if (!licence) return notThere('renews')
  const { product, policy, edition, quantity, customer, customerName } = licence
  if (!licence.isRenewable || !product) return { at: 'renews', code: 'NOT_RENEWABLE', message: notRenewable }
  return {
    ...{ kind: 'renewal', product, policy, edition, quantity, customer, renews, endCustomer: customerName },
    termMonths: termMonths ?? 12,
  }
}

/** The lines of an order with the prices of today's list, less the partner's discount. Throws INVALID naming each line. */
export async function priced(
  ctx: ReadCtx,
  buyer: Buyer,
  wishes: readonly Wish[],
  currency: string,
): Promise<{ items: Item[]; total: Row<typeof partnerOrder>['total']; endCustomers: string }> {
  const known = await knownAbout(ctx, buyer, wishes)
  const problems: FieldProblem[] = []
  const items = wishes.flatMap((wish, at): Item[] => {
    const isTwice = wish.renews && wishes.findIndex(({ renews }) => renews === wish.renews) < at
    const bare = isTwice
      ? { at: 'renews', code: 'NOT_RENEWABLE', message: twice }
      : wish.kind === 'renewal'
        ? renewalItem(wish, known)
        : newItem(wish, known)
    const item = 'at' in bare ? bare : costing(bare, known, { buyer, currency, today: ctx.today })
    if (!('at' in item)) return [{ ...(wish.id ? { id: wish.id } : {}), ...item }]
    const { at: name, ...problem } = item
    problems.push({ ...problem, field: `items.${at}.${name}` })
    return []
  })
  if (problems.length) throw invalid({}, { fields: problems })
  const total = totalOf(
    items.map(({ subtotal }) => subtotal),
    currency,
  )
  return { items, total, endCustomers: [...new Set(items.map(({ endCustomer }) => endCustomer))].join('; ') }
}

interface Terms {
  readonly buyer: Buyer
  readonly currency: string
  readonly today: string
}
function costing(bare: Bare, { prices }: Known, { buyer, currency, today }: Terms): Item | Refused {
  const { quantity, edition = 'team', termMonths = null, policy = null } = bare
  const price = priceOf(prices.get(bare.product) ?? [], { policy, edition, quantity, currency, today })
  if (!price) return { at: 'policy', code: 'NO_PRICE', params: { currency }, message: noPrice }
  const { discountPercent } = buyer
  const { unitPrice } = price
  const subtotal = subtotalOf({ unitPrice, quantity, termMonths, discountPercent })
  return { ...bare, unitPrice, discountPercent, subtotal }
}

/** The same lines as they were asked for. */
export const wishesOf = (items: Row<typeof partnerOrder>['items']): Wish[] =>
  items.map(({ id, kind, policy, edition, quantity, termMonths, endCustomer, renews }) => ({
    ...{ id, kind, policy, edition, quantity, termMonths, endCustomer, renews },
  }))
