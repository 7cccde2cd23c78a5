// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by the virtualiser, which a table's own layout would not follow.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its current row (aria-activedescendant).
import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { ChevronDown, ChevronUp, Pin } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from '../../ui/class-names.ts'
import { titleColumn } from '../model/columns.ts'
import { fieldOf } from '../model/filter.ts'
import { useReorder } from '../useReorder.ts'
import type { GridProps } from './Grid.tsx'
import { pinnedAt } from './GridRow.tsx'
import { HeadEdge } from './HeadEdge.tsx'
import type { GridColumn } from './useLayout.ts'

interface HeadProps
  extends Pick<GridProps, 'entity' | 'sort' | 'onSort' | 'onSelectAll' | 'selected' | 'rows' | 'columns'> {
  readonly shown: readonly GridColumn[]
}

const titleField = (entity: EntityMeta) =>
  entity.title.map(name => fieldOf(entity, name)).find(field => field?.sortable)

export function GridHead({ entity, columns, shown, sort, onSort, onSelectAll, selected, rows }: HeadProps) {
  const title = titleField(entity)
  const drag = useReorder('x', (from, to) => {
    const [held, target] = [shown[from], shown[to]]
    if (held && target) columns.move(held.field.name, target.field.name)
  })
  return (
    <div role="rowgroup" className="grid-head">
      <div role="row" aria-rowindex={1} className="grid-row grid-row-head">
        <div role="columnheader" className="grid-cell grid-select">
          <SelectAll
            some={selected.size > 0}
            all={rows.count > 0 && selected.size >= rows.count}
            onChange={onSelectAll}
          />
        </div>
        <div
          role="columnheader"
          data-column={titleColumn}
          aria-sort={title ? directionOf(sort, title) : undefined}
          className="grid-cell grid-title"
        >
          <HeadButton label={entity.label} field={title} sort={sort} onSort={onSort} />
          <HeadEdge label={entity.label} name={titleColumn} onResize={columns.resize} />
        </div>
        {shown.map((column, at) => (
          <HeadCell key={column.field.name} {...{ column, at, columns, sort, onSort, shown, drag }} />
        ))}
      </div>
    </div>
  )
}

function SelectAll({ some, all, onChange }: { readonly some: boolean; readonly all: boolean; onChange(): void }) {
  const { t } = useTranslation()
  return (
    <label className="grid-tick">
      <input
        type="checkbox"
        className="tick"
        aria-label={t('generic.list.selectShown')}
        checked={all}
        ref={box => {
          if (box) box.indeterminate = some && !all
        }}
        onChange={onChange}
      />
    </label>
  )
}

interface HeadCellProps extends Pick<HeadProps, 'sort' | 'onSort' | 'columns' | 'shown'> {
  readonly column: GridColumn
  readonly at: number
  readonly drag: ReturnType<typeof useReorder>
}

const nudge = 16
const steps: Record<string, 1 | -1> = { ArrowLeft: -1, ArrowRight: 1 }

/** Dragging moves the column, its edge sets the width; Alt with the arrows moves it too, with Shift as well it widens. */
function HeadCell({ column, at, columns, shown, sort, onSort, drag }: HeadCellProps) {
  const { t } = useTranslation()
  const { field } = column
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    const step = steps[event.key]
    if (!step || !event.altKey) return
    event.preventDefault()
    const width = event.currentTarget.offsetWidth
    const target = shown[at + step]
    if (event.shiftKey) columns.resize(field.name, width + step * nudge)
    else if (target) columns.move(field.name, target.field.name)
  }
  return (
    <div
      role="columnheader"
      aria-sort={field.sortable ? directionOf(sort, field) : undefined}
      data-place={at}
      data-drag={drag.mark(at)}
      data-column={field.name}
      className={cx('grid-cell', column.numeric && 'grid-end', column.left !== undefined && 'grid-pinned')}
      style={pinnedAt(column)}
      onKeyDown={keys}
      onPointerDown={event => event.pointerType !== 'touch' && drag.start(at)(event)}
    >
      <HeadButton label={field.label} field={field.sortable ? field : undefined} sort={sort} onSort={onSort} />
      {column.pinned && <Pin size={10} aria-label={t('generic.columns.pinned')} className="grid-pin" />}
      <HeadEdge label={field.label} name={field.name} onResize={columns.resize} />
    </div>
  )
}

const directionOf = (sort: HeadProps['sort'], field: FieldMeta) => {
  const sorted = sort.find(item => item.field === field.name)
  return sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none'
}

interface HeadButtonProps extends Pick<HeadProps, 'sort' | 'onSort'> {
  readonly label: string
  /** The field a click sorts by; undefined for a column that cannot be sorted. */
  readonly field: FieldMeta | undefined
}

function HeadButton({ label, field, sort, onSort }: HeadButtonProps) {
  const at = sort.findIndex(item => item.field === field?.name)
  const sorted = field && sort[at]
  const Arrow = sorted?.descending ? ChevronDown : ChevronUp
  return (
    <button
      type="button"
      className="grid-sort"
      aria-disabled={!field || undefined}
      onClick={event => field && onSort(field.name, event.shiftKey)}
    >
      <span className="ellipsis">{label}</span>
      {sorted && <Arrow size={12} aria-hidden />}
      {sorted && sort.length > 1 && <small>{at + 1}</small>}
    </button>
  )
}
