import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Money, useFormats } from '../../app/formats.ts'
import { usePreferences } from '../../app/preferences.tsx'
import type { Item } from '../api.ts'

/** What an order line is called: the product and the terms under which it is licensed. */
const itemName = ({ product, policy }: Pick<Item, 'product' | 'policy'>) => `${product.name} · ${policy.name}`
interface OrderItemsProps {
  readonly items: readonly Item[]
  readonly total: Money | undefined
  /** At the right of the title. */
  readonly extra?: ReactNode
}

/** The lines of an order and what they come to: a table at a desk, one block for each line on a phone. */
export function OrderItems({ items, total, extra }: OrderItemsProps) {
  const { t } = useTranslation()
  const { phone } = usePreferences()
  return (
    <section className="portal-sheet" aria-label={t('portal.order.items')}>
      <header>
        <h2>{t('portal.order.items')}</h2>
        {extra}
      </header>
      {items.length === 0 && <p className="portal-none">{t('portal.order.noItems')}</p>}
      {items.length > 0 && (phone ? <Blocks items={items} /> : <Table items={items} />)}
      {total && <Total total={total} />}
    </section>
  )
}

function Total({ total }: { readonly total: Money }) {
  const { t } = useTranslation()
  const { money } = useFormats()
  return (
    <p className="portal-total">
      <span>{t('portal.order.total')}</span>
      <b className="num">{money(total)}</b>
    </p>
  )
}

function Table({ items }: { readonly items: readonly Item[] }) {
  const { t } = useTranslation()
  const { money, number } = useFormats()
  const term = useTerm()
  return (
    <div className="lines">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('portal.item.product')}</th>
            <th scope="col">{t('portal.item.endCustomer')}</th>
            <th scope="col" className="end">
              {t('portal.item.quantity')}
            </th>
            <th scope="col" className="end">
              {t('portal.item.term')}
            </th>
            <th scope="col" className="end">
              {t('portal.item.subtotal')}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item, at) => (
            <tr key={item.id ?? at}>
              <td>
                <What item={item} />
              </td>
              <td>{item.endCustomer}</td>
              <td className="end">{number(item.quantity)}</td>
              <td className="end">{term(item)}</td>
              <td className="end">{money(item.subtotal)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Blocks({ items }: { readonly items: readonly Item[] }) {
  const { money, number } = useFormats()
  const term = useTerm()
  return (
    <ul className="portal-blocks">
      {items.map((item, at) => (
        <li key={item.id ?? at}>
          <b>
            <What item={item} />
          </b>
          <b className="num">{money(item.subtotal)}</b>
          <span className="quiet">{item.endCustomer}</span>
          <span className="quiet num">
            {number(item.quantity)} × {term(item)}
          </span>
        </li>
      ))}
    </ul>
  )
}

function useTerm() {
  const { t } = useTranslation()
  return ({ termMonths }: Item) =>
    termMonths === null ? t('portal.item.forever') : t('portal.item.months', { count: termMonths })
}

/** The product, and which licence it prolongs or has become. */
function What({ item }: { readonly item: Item }) {
  const { t } = useTranslation()
  const { renews, license } = item
  return (
    <span className="portal-what">
      <span>{itemName(item)}</span>
      <small className="quiet">
        {t(`portal.edition.${item.edition}`, { defaultValue: item.edition })}
        {renews && ` · ${t('portal.item.renews', { no: renews.code })}`}
        {license && !renews && ` · ${license.code}`}
      </small>
    </span>
  )
}
