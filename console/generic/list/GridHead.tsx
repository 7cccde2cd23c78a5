// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by the virtualiser, which a table's own layout would not follow.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its current row (aria-activedescendant).
import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { ChevronDown, ChevronUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { viewOf } from '../fieldViews.tsx'
import { fieldOf } from '../model/filter.ts'
import type { GridProps } from './Grid.tsx'

type HeadProps = Pick<GridProps, 'entity' | 'columns' | 'sort' | 'onSort' | 'onSelectAll' | 'selected' | 'rows'>

const titleField = (entity: EntityMeta) =>
  entity.title.map(name => fieldOf(entity, name)).find(field => field?.sortable)

export function GridHead({ entity, columns, sort, onSort, onSelectAll, selected, rows }: HeadProps) {
  const title = titleField(entity)
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
        <HeadCell label={entity.label} field={title} sort={sort} onSort={onSort} className="grid-title" />
        {columns.map(field => (
          <HeadCell
            key={field.name}
            label={field.label}
            field={field.sortable ? field : undefined}
            sort={sort}
            onSort={onSort}
            className={viewOf(field).numeric ? 'grid-end' : ''}
          />
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

interface HeadCellProps extends Pick<HeadProps, 'sort' | 'onSort'> {
  readonly label: string
  /** The field a click sorts by; undefined for a column that cannot be sorted. */
  readonly field: FieldMeta | undefined
  readonly className: string
}

function HeadCell({ label, field, sort, onSort, className }: HeadCellProps) {
  const at = sort.findIndex(item => item.field === field?.name)
  const sorted = sort[at]
  const direction = sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none'
  const Arrow = sorted?.descending ? ChevronDown : ChevronUp
  return (
    <div role="columnheader" aria-sort={field ? direction : undefined} className={`grid-cell ${className}`}>
      {field ? (
        <button type="button" className="grid-sort" onClick={event => onSort(field.name, event.shiftKey)}>
          <span className="ellipsis">{label}</span>
          {sorted && <Arrow size={12} aria-hidden />}
          {sorted && sort.length > 1 && <small>{at + 1}</small>}
        </button>
      ) : (
        <span className="ellipsis">{label}</span>
      )}
    </div>
  )
}
