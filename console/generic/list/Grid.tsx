// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by the virtualiser, which a table's own layout would not follow.
import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { type CSSProperties, type MouseEvent, type RefObject, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useMeta } from '../../app/meta.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { type Density, size } from '../../theme.ts'
import { lookOf } from '../model/cellLook.ts'
import { fieldOf } from '../model/filter.ts'
import { readGroup } from '../model/groups.ts'
import type { Sort } from '../model/listState.ts'
import { GridFoot, type GridSums } from './GridFoot.tsx'
import { GridHead } from './GridHead.tsx'
import { cellId, GridRow, type RowActs, rowId, WaitingRow } from './GridRow.tsx'
import { SectionRow } from './SectionRow.tsx'
import type { Cells } from './useCells.ts'
import type { Columns } from './useColumns.ts'
import { useGrid, useWidth, type Window } from './useGrid.ts'
import { useLayout } from './useLayout.ts'
import type { Rows } from './useRows.ts'
import type { Ticked } from './useSelection.ts'
import { useStill } from './useStill.ts'

export interface GridProps {
  readonly path: string
  readonly entity: EntityMeta
  readonly label: string
  readonly columns: Columns
  readonly rows: Rows
  /** Tells one question from the next, so that each keeps its own place. */
  readonly place: string
  readonly sort: readonly Sort[]
  readonly selected: Ticked
  readonly cursor: number
  readonly acts: RowActs
  readonly cells: Cells
  readonly sums: GridSums
  readonly group: string | null
  /** A peek stands beside the table. */
  readonly isNarrowed: boolean
  readonly density?: Density | undefined
  /** Told which columns are drawn, in their order. */
  readonly drawn: RefObject<readonly FieldMeta[]>
  /** Told how to take the focus. */
  readonly focusGrid: RefObject<() => void>
  onSort(field: string, join: boolean): void
  onSelectAll(): void
  onWindow(window: Window): void
  /** Called with the function that brings a row into sight. */
  onReady(show: (at: number) => void): void
}

/** Records as a table of plain elements: an ARIA grid whose current row the keyboard moves. */
export function Grid(props: GridProps) {
  const { entity, rows, cursor, cells, isNarrowed } = props
  const { shown: look } = usePreferences()
  const { t } = useTranslation()
  const scroll = useRef<HTMLDivElement>(null)
  const density = look.density === 'touch' ? look.density : (props.density ?? look.density)
  const height = size[density].row
  const layout = useLayout({ entity, columns: props.columns, rows, width: useWidth(scroll), isNarrowed })
  props.drawn.current = layout.columns.map(({ field }) => field)
  const { lines } = rows
  const virtual = useGrid({
    scroll,
    place: props.place,
    count: lines?.count ?? rows.count,
    height,
    onWindow: props.onWindow,
  })
  const focus = () => scroll.current?.contains(document.activeElement) || scroll.current?.focus({ preventScroll: true })
  props.focusGrid.current = focus
  useStill({ scroll, rows, place: props.place, first: virtual.range?.startIndex ?? 0, height })
  props.onReady(at => {
    virtual.scrollToIndex(lines ? lines.lineOf(at) : at, { align: 'auto' })
    // Only a focused grid tells a screen reader which row is the current one.
    focus()
  })
  const items = virtual.getVirtualItems()
  const cursorLine = lines && cursor >= 0 && cursor < rows.count ? lines.lineOf(cursor) : cursor
  const isShown = items.some(({ index }) => index === cursorLine)
  return (
    <div
      ref={scroll}
      role="grid"
      data-tour="rows"
      aria-label={props.label}
      aria-rowcount={rows.total?.totalIsExact ? rows.count + 1 : -1}
      aria-colcount={layout.columns.length + 2}
      aria-multiselectable="true"
      aria-activedescendant={isShown ? (cells.focused ? cellId(cursor, cells.focused) : rowId(cursor)) : undefined}
      aria-busy={rows.stale}
      aria-description={t('generic.list.keys')}
      className="grid"
      data-stale={rows.stale || undefined}
      data-wide={layout.total !== undefined || undefined}
      tabIndex={0}
      style={
        { '--columns': layout.template, '--row': `${height}px`, '--total': `${layout.total ?? 0}px` } as CSSProperties
      }
      onMouseDown={keepText}
    >
      <GridHead {...props} shown={layout.columns} />
      <div role="rowgroup" className="grid-body" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => (
          <GridLine key={keyOf(props, index)} {...props} shown={layout.columns} line={index} top={start} />
        ))}
      </div>
      <GridFoot rows={rows} columns={layout.columns} sums={props.sums} selected={props.selected.size} />
    </div>
  )
}

/** The line that is being edited keeps its control when rows above it come and go. */
function keyOf({ rows, cells }: GridProps, line: number) {
  const at = rowOf(rows, line)
  return cells.editing && at !== undefined && rows.rowAt(at)?.id === cells.editing.id ? 'edited' : line
}

const rowOf = ({ lines }: Rows, line: number) => {
  const what = lines?.at(line)
  return what === undefined ? line : 'row' in what ? what.row : undefined
}

interface GridLineProps extends GridProps {
  readonly shown: ReturnType<typeof useLayout>['columns']
  readonly line: number
  readonly top: number
}

function GridLine(props: GridLineProps) {
  const { rows, line, top, shown, entity, path, acts, cells, selected, cursor } = props
  const at = rowOf(rows, line)
  if (at === undefined) return <Head {...props} />
  const row = rows.rowAt(at)
  if (!row) return <WaitingRow at={at} top={top} columns={shown.length} />
  const isEdited = cells.editing?.id === row.id
  return (
    <GridRow
      {...{ path, entity, row, acts, at, top }}
      columns={shown}
      selected={selected.has(row.id)}
      current={at === cursor}
      focused={at === cursor ? cells.focused : null}
      editing={isEdited ? cells.editing : null}
      refused={cells.refused?.id === row.id ? cells.refused.field : null}
    />
  )
}

function Head({ rows, line, top, shown, entity, group, sums }: GridLineProps) {
  const { entities } = useMeta()
  const what = rows.lines?.at(line)
  const section = what && 'head' in what ? rows.sections?.[what.head] : undefined
  if (!section || !group) return null
  const { field: name, bucket } = readGroup(group)
  const field = fieldOf(entity, name)
  const isDay = field?.kind === 'date' || field?.kind === 'instant'
  return (
    <SectionRow
      {...{ section, field, top, sums }}
      bucket={isDay ? (bucket ?? 'day') : undefined}
      isPerson={field !== undefined && lookOf(field, entity, entities) === 'person'}
      columns={shown}
      onToggle={each => rows.toggle?.(each)}
    />
  )
}

/** A Shift click selects rows, not the text between them. */
function keepText(event: MouseEvent) {
  if (event.shiftKey) event.preventDefault()
}
