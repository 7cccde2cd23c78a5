// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by the virtualiser, which a table's own layout would not follow.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its current row (aria-activedescendant).
import { Link } from '@tanstack/react-router'
import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { type MouseEvent, memo } from 'react'
import { useTranslation } from 'react-i18next'
import { recordAddress } from '../controls/RecordLink.tsx'
import { viewOf } from '../fieldViews.tsx'
import { isEmpty, type RecordRow, titleOf } from '../model/record.ts'

export interface RowActs {
  open(at: number, row: RecordRow): void
  peek(at: number, row: RecordRow): void
  select(at: number, row: RecordRow, range: boolean): void
}

export interface RowProps {
  readonly path: string
  readonly entity: EntityMeta
  readonly row: RecordRow
  readonly at: number
  readonly top: number
  readonly columns: readonly FieldMeta[]
  readonly selected: boolean
  readonly current: boolean
  readonly acts: RowActs
}

/** The element id of a row, which the grid names while the keyboard is on it. */
export const rowId = (at: number) => `row-${at}`

export function Cell({ field, value }: { readonly field: FieldMeta; readonly value: unknown }) {
  if (isEmpty(value)) return <span className="no-value">—</span>
  const { Cell: View } = viewOf(field)
  return <View field={field} value={value} />
}

const ownControl = (event: MouseEvent) => (event.target as Element).closest('a, button, input, label') !== null

/** Its records are called by a drawn number alone. */
export const isTitledByNumber = (entity: EntityMeta) =>
  entity.title.length === 1 &&
  entity.fields.some(field => field.name === entity.title[0] && field.kind === 'numberSeries')

/** The record's number before its name, where it has both. */
function numberOf(entity: EntityMeta, row: RecordRow): string | undefined {
  const series = entity.fields.find(field => field.kind === 'numberSeries')
  return series && !entity.title.includes(series.name) ? (row[series.name] as string | undefined) : undefined
}

export function TitleLink({ path, entity, row, at, acts }: Pick<RowProps, 'path' | 'entity' | 'row' | 'at' | 'acts'>) {
  const number = numberOf(entity, row)
  return (
    <Link to={recordAddress(path, row.id)} className="grid-link" onClick={() => acts.open(at, row)} tabIndex={-1}>
      {number && <span className="code quiet-text">{number}</span>}
      <span className={isTitledByNumber(entity) ? 'ellipsis code' : 'ellipsis'}>{titleOf(entity, row)}</span>
    </Link>
  )
}

function SelectCell({
  row,
  at,
  selected,
  acts,
  entity,
}: Pick<RowProps, 'row' | 'at' | 'selected' | 'acts' | 'entity'>) {
  const { t } = useTranslation()
  return (
    <label className="grid-tick">
      <input
        type="checkbox"
        className="tick"
        tabIndex={-1}
        checked={selected}
        aria-label={t('generic.list.selectRow', { title: titleOf(entity, row) })}
        onClick={event => acts.select(at, row, event.shiftKey)}
        onChange={() => undefined}
      />
    </label>
  )
}

/** One record on one line. Memoised: scrolling and moving the cursor touch only the rows they concern. */
export const GridRow = memo(function GridRow(props: RowProps) {
  const { row, at, top, columns, selected, current, acts } = props
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid's own keys (Space, Enter, X) do the same for its current row.
    <div
      role="row"
      id={rowId(at)}
      aria-rowindex={at + 2}
      aria-selected={selected}
      className={current ? 'grid-row grid-row-current' : 'grid-row'}
      style={{ transform: `translateY(${top}px)` }}
      tabIndex={-1}
      onClick={event => !ownControl(event) && acts.peek(at, row)}
    >
      <div role="gridcell" className="grid-cell grid-select">
        <SelectCell {...props} />
      </div>
      <div role="gridcell" className="grid-cell grid-title">
        <TitleLink {...props} />
      </div>
      {columns.map(field => (
        <div key={field.name} role="gridcell" className={viewOf(field).numeric ? 'grid-cell grid-end' : 'grid-cell'}>
          <span className="ellipsis">
            <Cell field={field} value={row[field.name]} />
          </span>
        </div>
      ))}
    </div>
  )
})

/** Stands for a row that is on its way, after a jump of the scroll bar. */
export function WaitingRow({
  top,
  at,
  columns,
}: {
  readonly top: number
  readonly at: number
  readonly columns: number
}) {
  return (
    <div
      role="row"
      aria-rowindex={at + 2}
      aria-busy="true"
      className="grid-row"
      style={{ transform: `translateY(${top}px)` }}
    >
      <div role="gridcell" className="grid-cell grid-select" />
      {Array.from({ length: columns + 1 }, (_, cell) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey bars are alike and never move.
        <div key={cell} role="gridcell" className="grid-cell">
          <i className="bone" style={{ width: `${40 + ((at * 7 + cell * 13) % 40)}%`, height: 10 }} />
        </div>
      ))}
    </div>
  )
}
