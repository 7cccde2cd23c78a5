// biome-ignore-all lint/a11y/useSemanticElements: the foot follows the columns of a grid of plain elements.
// biome-ignore-all lint/a11y/useFocusableInteractive: its buttons take the focus.
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import type { SummaryValue } from '../../app/summary.ts'
import { cx } from '../../ui/class-names.ts'
import { Menu } from '../../ui/Menu.tsx'
import { measuresOf } from '../model/groups.ts'
import { pinnedAt } from './GridRow.tsx'
import { SumText } from './SumText.tsx'
import { useTotalText } from './useCounts.ts'
import type { GridColumn } from './useLayout.ts'
import type { Rows } from './useRows.ts'

export interface GridSums {
  readonly chosen: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, SummaryValue>> | undefined
  choose(field: string, measure: string | undefined): void
}

interface GridFootProps {
  readonly rows: Rows
  readonly columns: readonly GridColumn[]
  readonly sums: GridSums
  readonly selected: number
}

/** How many answer, and below each column of numbers what it comes to. */
export function GridFoot({ rows, columns, sums, selected }: GridFootProps) {
  const { t } = useTranslation()
  const text = useTotalText()
  const { number } = useFormats()
  return (
    <div role="rowgroup" className="grid-foot num">
      <div role="row" className="grid-row">
        <div role="gridcell" className="grid-cell grid-select" />
        <div role="gridcell" className="grid-cell grid-title">
          <span aria-live="polite" className="ellipsis">
            {rows.total && t('generic.list.count', { count: rows.total.total, shown: text(rows.total) })}
            {selected > 0 && ` · ${t('bulk.selected', { count: selected, shown: number(selected) })}`}
          </span>
        </div>
        {columns.map(column => (
          <div
            key={column.field.name}
            role="gridcell"
            className={cx('grid-cell', column.numeric && 'grid-end', column.left !== undefined && 'grid-pinned')}
            style={pinnedAt(column)}
          >
            <FootCell column={column} sums={sums} />
          </div>
        ))}
      </div>
    </div>
  )
}

function FootCell({ column, sums }: { readonly column: GridColumn; readonly sums: GridSums }) {
  const { t } = useTranslation()
  const { field } = column
  const offered = measuresOf(field)
  if (offered.length === 0) return null
  const chosen = offered.find(measure => measure === sums.chosen[field.name])
  const item = (measure: (typeof offered)[number] | undefined) => ({
    key: measure ?? 'none',
    label: t(`generic.sum.${measure ?? 'none'}`),
    checked: measure === chosen,
    onSelect: () => sums.choose(field.name, measure),
  })
  return (
    <Menu
      label={t('generic.sum.of', { field: field.label })}
      tip={t('generic.sum.of', { field: field.label })}
      side="above"
      className={cx('grid-sum', !chosen && 'grid-sum-none')}
      groups={[{ label: field.label, items: [undefined, ...offered].map(item) }]}
    >
      {chosen ? (
        <>
          <span className="grid-sum-name">{t(`generic.sum.${chosen}`)}</span>
          <SumText column={column} measure={chosen} value={sums.values?.[`${chosen}:${field.name}`]} />
        </>
      ) : (
        <span aria-hidden>Σ</span>
      )}
    </Menu>
  )
}
