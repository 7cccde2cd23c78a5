import type { EntityMeta, FieldMeta, ViewMeta } from '@tenon/kernel/derive/meta-types.ts'

export type Shape = 'table' | 'board' | 'calendar' | 'timeline' | 'pivot'
export const shapes: readonly Shape[] = ['table', 'board', 'calendar', 'timeline', 'pivot']
export type DensityName = 'compact' | 'standard' | 'comfortable'

export interface ColumnSetting {
  readonly field: string
  /** In pixels; without one the column shares what is left. */
  readonly width?: number
  readonly pinned?: boolean
}

/** How a view looks beside what it asks for. What is not said is as usual. */
export interface ViewSettings {
  readonly columns?: readonly ColumnSetting[]
  readonly group?: string
  readonly dateField?: string
  readonly endField?: string
  readonly density?: DensityName
  readonly openAs?: 'peek' | 'page'
  readonly pivot?: Readonly<Record<string, unknown>>
  /** What stands below a column: `{value: 'sum'}`. */
  readonly sums?: Readonly<Record<string, string>>
}

/** A view as the server keeps it. */
export interface SavedView {
  readonly id: string
  readonly collection: string
  readonly name: string
  readonly shape: string
  readonly query: Readonly<Record<string, string>>
  readonly settings: ViewSettings
  readonly audience: 'personal' | 'team'
  readonly owner: { readonly id: string; readonly name: string }
  readonly isDefault: boolean
  readonly position: number
  readonly version: number
  readonly mayChange: boolean
}

/** A tab of a list: built in, or saved by somebody. */
export interface ListView extends ViewMeta {
  readonly saved?: SavedView
  readonly settings?: ViewSettings
}

/** The entity as a list shows it: its own views and the saved ones, and the fields one reference away. */
export interface ListEntity extends EntityMeta {
  readonly views: readonly ListView[]
  readonly near: readonly FieldMeta[]
  /** The view a bare address opens; null stands for all records. */
  readonly opens: string | null
}

const isShape = (shape: string | undefined): shape is Shape => shapes.includes(shape as Shape)
export const shapeOf = (shape: string | undefined | null): Shape => (isShape(shape ?? '') ? (shape as Shape) : 'table')

/** A saved view in the form of the built-in ones; shape and group are part of what it asks for. */
export function asListView(saved: SavedView): ListView {
  const { shape, settings } = saved
  const query = {
    ...saved.query,
    ...(shapeOf(shape) !== 'table' && { shape: shapeOf(shape) }),
    ...(settings.group && { group: settings.group }),
  }
  const columns = settings.columns?.map(({ field }) => field) ?? []
  return { name: saved.id, label: saved.name, columns, query, saved, settings }
}

/** In the chosen order; what it does not name keeps its own order and comes after. */
export function ordered<T>(items: readonly T[], keyOf: (item: T) => string, order: readonly string[]): readonly T[] {
  const place = (item: T) => {
    const at = order.indexOf(keyOf(item))
    return at < 0 ? order.length : at
  }
  return items.toSorted((one, other) => place(one) - place(other))
}

export function moved<T>(items: readonly T[], from: number, to: number): readonly T[] {
  const next = [...items]
  next.splice(to, 0, ...next.splice(from, 1))
  return next
}

/** What was changed in a view's looks and is not part of it: the least that `{...view, ...rest}` needs. */
export function changedSettings(base: ViewSettings, now: ViewSettings): ViewSettings {
  const keys = Object.keys(now) as (keyof ViewSettings)[]
  const others = keys.filter(key => JSON.stringify(now[key]) !== JSON.stringify(base[key]))
  return Object.fromEntries(others.map(key => [key, now[key]]))
}
