import type { EntityMeta, FieldMeta, ViewMeta } from '@tenon/kernel/derive/meta-types.ts'
import { type ColumnSetting, moved } from './views.ts'

/** Kinds too long or too rich for one line of a list unless somebody asks for them. */
const bulky = new Set(['longText', 'json', 'lines', 'file', 'instant', 'url'])
const usual = 7

const listable = (meta: EntityMeta) => meta.fields.filter(field => !meta.title.includes(field.name))

/** Columns after the title, which always leads: those of the view, or the first that fit one line. */
export function usualColumns(meta: EntityMeta, view: ViewMeta | null): readonly string[] {
  const named = view?.columns.filter(name => !meta.title.includes(name)) ?? []
  if (named.length > 0) return named
  const fields = listable(meta).filter(field => !bulky.has(field.kind))
  const status = fields.filter(field => field.kind === 'status')
  const others = fields.filter(field => field.kind !== 'status' && field.kind !== 'numberSeries')
  return [...status, ...others].slice(0, usual).map(field => field.name)
}

/** The name under which the width of the title is kept: it leads, and is no column one could take away. */
export const titleColumn = '_title'

/** A column of the table. */
export interface Column {
  readonly field: FieldMeta
  readonly width?: number | undefined
  readonly pinned?: boolean | undefined
}

/** The columns a person or a view chose, without fields the person may no longer read; pinned ones lead. */
export function columnsOf(meta: EntityMeta, settings: readonly ColumnSetting[]): readonly Column[] {
  const fields = listable(meta)
  const known = settings.flatMap(({ field: name, width, pinned }) => {
    const field = fields.find(each => each.name === name)
    return field ? [{ field, width, pinned }] : []
  })
  return known.toSorted((one, other) => Number(other.pinned ?? false) - Number(one.pinned ?? false))
}

export const columnChoices = listable

/** What was chosen of the columns, or what they are without a choice: the base of every change. */
export const chosenColumns = (
  meta: EntityMeta,
  view: ViewMeta | null,
  columns: readonly ColumnSetting[] | undefined,
): readonly ColumnSetting[] => columns ?? usualColumns(meta, view).map(field => ({ field }))

export const withWidth = (columns: readonly ColumnSetting[], field: string, width: number | undefined) => {
  const known = columns.some(column => column.field === field)
  const all = known ? columns : [{ field }, ...columns]
  return all.map(column => (column.field === field ? dropUndefined({ ...column, width }) : column))
}
export const withPin = (columns: readonly ColumnSetting[], field: string, pinned: boolean) =>
  columns.map(column => (column.field === field ? dropUndefined({ ...column, pinned: pinned || undefined }) : column))
export const withColumn = (columns: readonly ColumnSetting[], field: string, shown: boolean) =>
  shown ? [...columns, { field }] : columns.filter(column => column.field !== field)

/** Puts the column before or after where another one stands, as a drag from one to the other means it. */
export function withOrder(columns: readonly ColumnSetting[], field: string, target: string) {
  const at = (name: string) => columns.findIndex(column => column.field === name)
  return at(field) < 0 || at(target) < 0 ? columns : moved(columns, at(field), at(target))
}

const dropUndefined = (column: { field: string; width?: number | undefined; pinned?: boolean | undefined }) =>
  Object.fromEntries(Object.entries(column).filter(([, value]) => value !== undefined)) as unknown as ColumnSetting

const widestHead = 120
/** About how wide a column's name is at 12 px, so that a narrow number does not cut it off; with the arrow of its order. */
export const headWidth = (label: string) =>
  Math.min(widestHead, 16 + [...label].reduce((sum, letter) => sum + (letter > '\u2e80' ? 12 : 6.2), 0))

export interface Width {
  readonly min: number
  readonly grow: number
}

/**
 * The columns that fit, in their order: the last ones fold away when a peek takes their room, the state never does.
 * The title column needs `title` pixels of the `width`.
 */
export function fittingColumns<C extends { readonly width: Width; readonly kind: string }>(
  columns: readonly C[],
  width: number,
  title: number,
): readonly C[] {
  let left = width - title
  const byNeed = columns.toSorted((one, other) => Number(other.kind === 'status') - Number(one.kind === 'status'))
  const end = byNeed.findIndex(({ width }) => {
    left -= width.min
    return left < 0
  })
  const kept = new Set(end === -1 ? byNeed : byNeed.slice(0, Math.max(1, end)))
  return columns.filter(column => kept.has(column))
}

export const gridTemplate = (widths: readonly Width[]) =>
  widths.map(({ min, grow }) => (grow === 0 ? `${min}px` : `minmax(${min}px, ${grow}fr)`)).join(' ')

export const narrowest = 56
export const widest = 720
export const withinWidths = (width: number) => Math.round(Math.min(widest, Math.max(narrowest, width)))
