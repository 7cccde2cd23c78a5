import type { EntityMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useMemo } from 'react'
import { useMeta } from '../../app/meta.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { viewOf } from '../fieldViews.tsx'
import { type Look, lookOf, type MoneyScale, moneyScale } from '../model/cellLook.ts'
import { type Column, fittingColumns, gridTemplate, headWidth, type Width } from '../model/columns.ts'
import { isTitledByNumber } from './GridRow.tsx'
import type { Columns } from './useColumns.ts'
import type { Rows } from './useRows.ts'

/** A column as it is drawn. */
export interface GridColumn extends Column {
  readonly look: Look
  readonly numeric: boolean
  /** Of a money column: the unit all its amounts share. */
  readonly scale?: MoneyScale | undefined
  /** Pixels from the left where it stays while the table scrolls sideways. */
  readonly left?: number | undefined
}

export interface Layout {
  readonly columns: readonly GridColumn[]
  readonly template: string
  /** Wider than its room: the table scrolls sideways, the title and pinned columns stay. */
  readonly total: number | undefined
}

const titleWidth: Width = { min: 180, grow: 2.4 }
/** A bare number needs no more, and leaves its room to what it stands for. */
const numberWidth: Width = { min: 130, grow: 0.8 }
export const selectWidth = 40
const cellPadding = 20
/** For the mark of a day that has passed, an avatar, a bar. */
const lookRoom: Partial<Record<Look, number>> = { due: 30, meter: 30 }

/** Rows whose amounts decide the unit of their column: those that came first, so that scrolling changes nothing. */
const judged = 100

function useScales(columns: readonly Column[], rows: Rows): ReadonlyMap<string, MoneyScale> {
  const { language } = usePreferences()
  const first = rows.rowAt(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when other rows have come, not for each new function.
  return useMemo(() => {
    const money = columns.filter(({ field }) => field.kind === 'money')
    const known = Array.from({ length: Math.min(judged, rows.count) }, (_, at) => rows.rowAt(at))
    return new Map(
      money.map(({ field }) => {
        const amounts = known.flatMap(row => (row?.[field.name] as { amount?: string } | null)?.amount ?? [])
        return [field.name, moneyScale(amounts, language)]
      }),
    )
  }, [columns, first, rows.count, language])
}

const widthOf = ({ field, width }: Column, look: Look): Width => {
  if (width !== undefined) return { min: width, grow: 0 }
  const [min, grow] = viewOf(field).width
  return { min: Math.max(min, headWidth(field.label)) + cellPadding + (lookRoom[look] ?? 0), grow }
}

interface LayoutOptions {
  readonly entity: EntityMeta
  readonly columns: Columns
  readonly rows: Rows
  /** Of the room there is; 0 while it is not known yet. */
  readonly width: number
  /** A peek stands beside the table. */
  readonly isNarrowed: boolean
}

/** Where the columns stand: folded away where they do not fit, or side by side in a table that scrolls. */
export function useLayout({ entity, columns: chosen, rows, width, isNarrowed }: LayoutOptions): Layout {
  const { entities } = useMeta()
  const { columns, isChosen } = chosen
  const scales = useScales(columns, rows)
  const usual = isTitledByNumber(entity) ? numberWidth : titleWidth
  const title = useMemo(
    () => (chosen.titleWidth === undefined ? usual : { min: chosen.titleWidth, grow: 0 }),
    [chosen.titleWidth, usual],
  )
  return useMemo(() => {
    const sized = columns.map(column => {
      const look = lookOf(column.field, entity, entities)
      const drawn = {
        ...column,
        look,
        numeric: viewOf(column.field).numeric === true,
        scale: scales.get(column.field.name),
      }
      return { column: drawn, kind: column.field.kind, width: widthOf(column, look) }
    })
    const total = sized.reduce((sum, { width }) => sum + width.min, selectWidth + title.min)
    if (isChosen && !isNarrowed && width > 0 && total > width) return scrolling(sized, title, total)
    const fits = width === 0 ? sized : fittingColumns(sized, width - selectWidth, title.min)
    const template = gridTemplate([title, ...fits.map(each => each.width)])
    return { columns: fits.map(({ column }) => column), template: `${selectWidth}px ${template}`, total: undefined }
  }, [entity, entities, columns, scales, width, title, isChosen, isNarrowed])
}

function scrolling(
  sized: readonly { readonly column: GridColumn; readonly width: Width }[],
  title: Width,
  total: number,
): Layout {
  let left = selectWidth + title.min
  const columns = sized.map(({ column, width }) => {
    if (!column.pinned) return column
    const placed = { ...column, left }
    left += width.min
    return placed
  })
  const template = [selectWidth, title.min, ...sized.map(({ width }) => width.min)].map(px => `${px}px`).join(' ')
  return { columns, template, total }
}
