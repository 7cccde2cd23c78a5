import type { EntityMeta } from '@tenon/kernel/derive/meta-types.ts'
import { memo } from 'react'
import { type Money, useFormats } from '../../app/formats.ts'
import { Person } from '../../ui/Avatar.tsx'
import { DueDate } from '../../ui/DueDate.tsx'
import { Meter } from '../../ui/Meter.tsx'
import { canBeLate, type MoneyScale } from '../model/cellLook.ts'
import { isEmpty, type RecordRow } from '../model/record.ts'
import { Cell } from './Cell.tsx'
import type { GridColumn } from './useLayout.ts'

/** A value in a column: as its kind is drawn, unless the column knows more about it. */
export const ListCell = memo(function ListCell({
  column,
  row,
  entity,
}: {
  readonly column: GridColumn
  readonly row: RecordRow
  readonly entity: EntityMeta
}) {
  const { field, look } = column
  const value = row[field.name]
  if (isEmpty(value)) return <span className="no-value">—</span>
  if (look === 'due' && typeof value === 'string') return <DueDate day={value} isOpen={canBeLate(entity, row.status)} />
  if (look === 'person' && typeof value === 'object' && value !== null && 'title' in value)
    return <Person name={String(value.title)} size={20} />
  if (look === 'meter') return <Share label={field.label} value={Number(value)} />
  if (look === 'money' && column.scale && isMoney(value)) return <Amount value={value} scale={column.scale} />
  return <Cell field={field} value={value} />
})

const isMoney = (value: unknown): value is Money => typeof value === 'object' && value !== null && 'amount' in value

export function Amount({ value, scale }: { readonly value: Money; readonly scale: MoneyScale }) {
  const { number, money } = useFormats()
  const { divisor, digits, suffix } = scale
  // An exact amount stays a text all the way: a float would round what is beyond its digits.
  const amount = divisor === 1 ? value.amount : Number(value.amount) / divisor
  const style = { style: 'currency', currency: value.currency, currencyDisplay: 'narrowSymbol' } as const
  return (
    <span title={money(value)}>
      {number(amount, { ...style, minimumFractionDigits: digits, maximumFractionDigits: digits })}
      {suffix}
    </span>
  )
}

function Share({ label, value }: { readonly label: string; readonly value: number }) {
  const { number } = useFormats()
  return (
    <span className="share">
      <Meter label={label} value={value} width={30} />
      {number(value)}%
    </span>
  )
}
