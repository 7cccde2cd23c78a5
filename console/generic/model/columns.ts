import type { EntityMeta, FieldMeta, ViewMeta } from '@tenon/kernel/derive/meta-types.ts'

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

/** The fields a column list names, without those the person may no longer read. */
export function columnFields(meta: EntityMeta, names: readonly string[]): readonly FieldMeta[] {
  return names.flatMap(name => listable(meta).find(field => field.name === name) ?? [])
}

export const columnChoices = listable

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
  widths.map(({ min, grow }) => `minmax(${min}px, ${grow}fr)`).join(' ')
