import { useQuery } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { type License, type PriceList, someQuery } from '../api.ts'
import { Labelled } from '../frame/Labelled.tsx'
import { blankLine, editionsOf, type LineDraft, policiesOf } from './draft.ts'
import type { OrderForm } from './useOrderForm.ts'
import type { usePrices } from './usePrices.ts'

interface OrderLinesProps {
  readonly form: OrderForm
  readonly list: PriceList
  readonly prices: ReturnType<typeof usePrices>
}
const customersList = 'portal-customers'

/** What is ordered: one block for each line, each with its price as soon as it is known. */
export function OrderLines({ form, list, prices }: OrderLinesProps) {
  const { t } = useTranslation()
  const { lines } = form.typed
  return (
    <>
      <ol className="portal-lines">
        {lines.map((line, at) => (
          <LineBlock key={line.key} {...{ form, list, prices, line, at }} />
        ))}
      </ol>
      {form.faults.lines && (
        <p role="alert" className="field-fault">
          {form.faults.lines}
        </p>
      )}
      {prices.error && <ErrorBlock problem={prices.error} title={t('portal.order.noPrice')} />}
      <button
        type="button"
        className="portal-add"
        onClick={() => form.set('lines', [...lines, blankLine(list, lines.at(-1))])}
      >
        <Plus size={15} aria-hidden />
        {t('portal.order.addLine')}
      </button>
      <Customers />
    </>
  )
}

/** Those one has delivered to already are offered while one types; a new one is simply written. */
function Customers() {
  const { data } = useQuery(someQuery<License>('/partners/licenses', { sort: 'endsOn' }, 100))
  const names = [...new Set(data?.data.map(({ customer }) => customer.name))].sort()
  return (
    <datalist id={customersList}>
      {names.map(name => (
        <option key={name} value={name} />
      ))}
    </datalist>
  )
}

interface LineBlockProps extends OrderLinesProps {
  readonly line: LineDraft
  readonly at: number
}

function LineBlock({ form, list, prices, line, at }: LineBlockProps) {
  const { t } = useTranslation()
  const set = (patch: Partial<LineDraft>) => form.setLine(line.key, patch)
  const fault = (name: string) => form.faults[`lines.${at}.${name}`]
  const isFixed = line.renews !== undefined
  return (
    <li className="portal-sheet portal-line">
      <header>
        <h2>
          {isFixed
            ? t('portal.item.renewalOf', { at: at + 1, no: line.renews?.code })
            : t('portal.item.line', { at: at + 1 })}
        </h2>
        <span className="spread" />
        <LinePrice at={at} prices={prices} />
        {form.typed.lines.length > 1 && (
          <IconButton
            label={t('portal.item.remove', { at: at + 1 })}
            onClick={() =>
              form.set(
                'lines',
                form.typed.lines.filter(other => other.key !== line.key),
              )
            }
          >
            <Trash2 size={15} />
          </IconButton>
        )}
      </header>
      <div className="portal-line-fields">
        {!isFixed && <What list={list} line={line} fault={fault} onSet={set} />}
        <Labelled label={t('portal.item.endCustomer')} fault={fault('endCustomer')} wide>
          {tied => (
            <input
              {...tied}
              className="ctl"
              list={customersList}
              readOnly={isFixed}
              autoComplete="off"
              maxLength={200}
              value={line.endCustomer}
              onChange={event => set({ endCustomer: event.target.value })}
            />
          )}
        </Labelled>
        <Labelled label={t('portal.item.quantity')} fault={fault('quantity')}>
          {tied => (
            <input
              {...tied}
              className="ctl num"
              inputMode="numeric"
              maxLength={7}
              value={line.quantity}
              onChange={event => set({ quantity: event.target.value })}
            />
          )}
        </Labelled>
        <HowLong list={list} line={line} fault={fault('termMonths')} onSet={set} />
      </div>
    </li>
  )
}

function LinePrice({ at, prices }: { readonly at: number; readonly prices: OrderLinesProps['prices'] }) {
  const { t } = useTranslation()
  const { money, number } = useFormats()
  const item = prices.of(at)
  if (!item) return null
  return (
    <span className="portal-line-price">
      <b className="num">{money(item.subtotal)}</b>
      <small className="quiet num">
        {t(item.policy.model === 'perpetual' ? 'portal.item.eachOnce' : 'portal.item.eachYear', {
          price: money(item.unitPrice),
        })}
        {Number(item.discountPercent) > 0 && ` · −${number(item.discountPercent)}%`}
      </small>
    </span>
  )
}

interface PartProps {
  readonly list: PriceList
  readonly line: LineDraft
  onSet(patch: Partial<LineDraft>): void
}

/** The product with its terms, and the edition where there is a choice. */
function What({ list, line, fault, onSet }: PartProps & { fault(name: string): string | undefined }) {
  const { t } = useTranslation()
  const policies = policiesOf(list)
  const editions = editionsOf(policies.find(({ id }) => id === line.policy))
  const choose = (policy: string) => {
    const offered = editionsOf(policies.find(({ id }) => id === policy))
    onSet({ policy, edition: offered.includes(line.edition) ? line.edition : (offered[0] ?? line.edition) })
  }
  return (
    <>
      <Labelled label={t('portal.item.product')} fault={fault('policy')} wide>
        {tied => (
          <select {...tied} className="ctl" value={line.policy} onChange={event => choose(event.target.value)}>
            {!policies.some(({ id }) => id === line.policy) && <option value="">{t('portal.item.choose')}</option>}
            {list.data.map(product => (
              <optgroup key={product.id} label={product.name}>
                {product.policies.map(policy => (
                  <option key={policy.id} value={policy.id}>
                    {`${product.name} · ${policy.name}`}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        )}
      </Labelled>
      {editions.length > 1 && (
        <Labelled label={t('portal.item.edition')} fault={fault('edition')} wide>
          {tied => (
            <select
              {...tied}
              className="ctl"
              value={line.edition}
              onChange={event => onSet({ edition: event.target.value })}
            >
              {editions.map(edition => (
                <option key={edition} value={edition}>
                  {t(`portal.edition.${edition}`, { defaultValue: edition })}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      )}
    </>
  )
}

const usualTerms = ['12', '24', '36', '60']

function HowLong({ list, line, fault, onSet }: PartProps & { readonly fault: string | undefined }) {
  const { t } = useTranslation()
  const isForever = policiesOf(list).find(({ id }) => id === line.policy)?.model === 'perpetual'
  const terms = usualTerms.includes(line.termMonths) ? usualTerms : [line.termMonths, ...usualTerms]
  if (isForever) return null
  return (
    <Labelled label={t('portal.item.term')} fault={fault}>
      {tied => (
        <select
          {...tied}
          className="ctl"
          value={line.termMonths}
          onChange={event => onSet({ termMonths: event.target.value })}
        >
          {terms.map(months => (
            <option key={months} value={months}>
              {t('portal.item.months', { count: Number(months) })}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  )
}
