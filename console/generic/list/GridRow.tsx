// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by the virtualiser, which a table's own layout would not follow.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its current row (aria-activedescendant).
import { Link } from '@tanstack/react-router'
import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { type CSSProperties, type MouseEvent, memo } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from '../../ui/class-names.ts'
import { recordAddress } from '../controls/RecordLink.tsx'
import { type RecordRow, titleOf } from '../model/record.ts'
import { EditedCell } from './EditedCell.tsx'
import { ListCell } from './ListCell.tsx'
import type { CellEditing } from './useCells.ts'
import type { GridColumn } from './useLayout.ts'

export interface RowActs {
  open(at: number, row: RecordRow): void
  peek(at: number, row: RecordRow): void
  select(at: number, row: RecordRow, range: boolean): void
  /** A press on a cell; answers whether it is edited from now on. */
  cell?(at: number, row: RecordRow, field: FieldMeta): boolean
}

export interface RowProps {
  readonly path: string
  readonly entity: EntityMeta
  readonly row: RecordRow
  readonly at: number
  readonly top: number
  readonly selected: boolean
  readonly current: boolean
  readonly acts: RowActs
}

interface GridRowProps extends RowProps {
  readonly columns: readonly GridColumn[]
  /** The field of the cell that the keyboard is on, in the current row. */
  readonly focused: string | null
  readonly editing: CellEditing | null
  /** A value was refused and taken back. */
  readonly refused: string | null
}

/** The element id of a row, which the grid names while the keyboard is on it. */
export const rowId = (at: number) => `row-${at}`
export const cellId = (at: number, field: string) => `row-${at}-${field}`

const ownControl = (event: MouseEvent) =>
  (event.target as Element).closest('a, button, input, textarea, select, label, .cell-editor, [data-layer]') !== null

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

export const pinnedAt = ({ left }: GridColumn) => (left === undefined ? undefined : ({ left } satisfies CSSProperties))

const fieldAt = (event: MouseEvent, columns: readonly GridColumn[]) => {
  const name = (event.target as Element).closest<HTMLElement>('[data-field]')?.dataset.field
  return columns.find(column => column.field.name === name)?.field
}

/** One record on one line. Memoised: scrolling and moving the cursor touch only the rows they concern. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, at, top, columns, selected, current, acts, entity, focused, editing, refused } = props
  const press = (event: MouseEvent) => {
    if (ownControl(event)) return
    const field = fieldAt(event, columns)
    if (field && acts.cell?.(at, row, field)) return
    acts.peek(at, row)
  }
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
      onClick={press}
    >
      <div role="gridcell" className="grid-cell grid-select">
        <SelectCell {...props} />
      </div>
      <div role="gridcell" className="grid-cell grid-title">
        <TitleLink {...props} />
      </div>
      {columns.map(column => {
        const { name } = column.field
        const isEdited = editing?.field === name
        return (
          <div
            key={name}
            id={current ? cellId(at, name) : undefined}
            role="gridcell"
            data-field={name}
            data-focused={focused === name || undefined}
            data-refused={refused === name || undefined}
            className={cx('grid-cell', column.numeric && 'grid-end', column.left !== undefined && 'grid-pinned')}
            style={pinnedAt(column)}
          >
            {isEdited ? (
              <EditedCell editing={editing} row={row} field={column.field} />
            ) : (
              <span className="ellipsis">
                <ListCell column={column} row={row} entity={entity} />
              </span>
            )}
          </div>
        )
      })}
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
