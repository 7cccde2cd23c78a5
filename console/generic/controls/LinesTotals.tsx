import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { type Line, totals } from '../model/lines.ts'

interface LinesTotalsProps {
  readonly columns: readonly FieldMeta[]
  readonly lines: readonly Line[]
}

/** What the lines add up to, below their columns. */
export function LinesTotals({ columns, lines }: LinesTotalsProps) {
  const { t } = useTranslation()
  const { number, money } = useFormats()
  const all = totals(columns, lines)
  if (all.length === 0) return null
  const words = (name: string) =>
    all
      .find(total => total.name === name)
      ?.sums.map(({ amount, currency }) => (currency ? money({ amount, currency }) : number(amount)))
      .join(' + ')
  const firstIsFree = words(columns[0]?.name ?? '') === undefined
  return (
    <div className="edit-totals">
      {columns.map((column, at) => (
        <span key={column.name} data-kind={column.kind}>
          {at === 0 && firstIsFree ? t('generic.lines.total', { count: lines.length }) : words(column.name)}
        </span>
      ))}
    </div>
  )
}
