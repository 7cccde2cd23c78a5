// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by the virtualiser, which a table's own layout would not follow.
import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { type CSSProperties, type MouseEvent, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.tsx'
import { size } from '../../theme.ts'
import { viewOf } from '../fieldViews.tsx'
import { fittingColumns, gridTemplate, headWidth, type Width } from '../model/columns.ts'
import type { Sort } from '../model/listState.ts'
import { GridHead } from './GridHead.tsx'
import { GridRow, isTitledByNumber, type RowActs, rowId, WaitingRow } from './GridRow.tsx'
import { useGrid, useWidth, type Window } from './useGrid.ts'
import type { Rows } from './useRows.ts'

export interface GridProps {
  readonly path: string
  readonly entity: EntityMeta
  readonly label: string
  readonly columns: readonly FieldMeta[]
  readonly rows: Rows
  /** Tells one question from the next, so that each keeps its own place. */
  readonly place: string
  readonly sort: readonly Sort[]
  readonly selected: ReadonlySet<string>
  readonly cursor: number
  readonly acts: RowActs
  onSort(field: string, join: boolean): void
  onSelectAll(): void
  onWindow(window: Window): void
  /** Called with the function that brings a row into sight. */
  onReady(show: (at: number) => void): void
}

const titleWidth: Width = { min: 180, grow: 2.4 }
/** A bare number needs no more, and leaves its room to what it stands for. */
const numberWidth: Width = { min: 130, grow: 0.8 }
const selectWidth = 40
const cellPadding = 20

/** As many of the columns as the width holds: an opened peek folds the last ones away. */
function useFitting(entity: EntityMeta, columns: readonly FieldMeta[], width: number) {
  return useMemo(() => {
    const title = isTitledByNumber(entity) ? numberWidth : titleWidth
    const sized = columns.map(field => {
      const [min, grow] = viewOf(field).width
      const width = { min: Math.max(min, headWidth(field.label)) + cellPadding, grow }
      return { field, kind: field.kind, width }
    })
    const fits = width === 0 ? sized : fittingColumns(sized, width - selectWidth, title.min)
    const template = gridTemplate([title, ...fits.map(column => column.width)])
    return { shown: fits.map(column => column.field), template: `${selectWidth}px ${template}` }
  }, [entity, columns, width])
}

/** Records as a table of plain elements: an ARIA grid whose current row the keyboard moves. */
export function Grid(props: GridProps) {
  const { entity, path, rows, selected, cursor, acts } = props
  const { shown: look } = usePreferences()
  const { t } = useTranslation()
  const scroll = useRef<HTMLDivElement>(null)
  const { shown, template } = useFitting(entity, props.columns, useWidth(scroll))
  const virtual = useGrid({
    scroll,
    place: props.place,
    count: rows.count,
    height: size[look.density].row,
    onWindow: props.onWindow,
  })
  props.onReady(at => {
    virtual.scrollToIndex(at, { align: 'auto' })
    // Only a focused grid tells a screen reader which row is the current one.
    if (!scroll.current?.contains(document.activeElement)) scroll.current?.focus({ preventScroll: true })
  })
  const items = virtual.getVirtualItems()
  const isShown = items.some(({ index }) => index === cursor)
  return (
    <div
      ref={scroll}
      role="grid"
      aria-label={props.label}
      aria-rowcount={rows.total?.totalIsExact ? rows.count + 1 : -1}
      aria-colcount={shown.length + 2}
      aria-multiselectable="true"
      aria-activedescendant={isShown ? rowId(cursor) : undefined}
      aria-busy={rows.stale}
      aria-description={t('generic.list.keys')}
      className="grid"
      data-stale={rows.stale || undefined}
      tabIndex={0}
      style={{ '--columns': template } as CSSProperties}
      onMouseDown={keepText}
    >
      <GridHead {...props} columns={shown} />
      <div role="rowgroup" className="grid-body" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rows.rowAt(index)
          if (!row) return <WaitingRow key={index} at={index} top={start} columns={shown.length} />
          return (
            <GridRow
              key={index}
              {...{ path, entity, row, acts, columns: shown, at: index, top: start }}
              selected={selected.has(row.id)}
              current={index === cursor}
            />
          )
        })}
      </div>
    </div>
  )
}

/** A Shift click selects rows, not the text between them. */
function keepText(event: MouseEvent) {
  if (event.shiftKey) event.preventDefault()
}
