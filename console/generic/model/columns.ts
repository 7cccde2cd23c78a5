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

export interface Width {
  readonly min: number
  readonly grow: number
}

/**
 * How many columns fit, counted from the first: the last ones fold away when a peek takes their room.
 * The title column needs `title` pixels, the selection column is part of `width` already taken off.
 */
export function fittingColumns(widths: readonly Width[], width: number, title: number): number {
  let left = width - title
  const fits = widths.findIndex(({ min }) => {
    left -= min
    return left < 0
  })
  return fits === -1 ? widths.length : Math.max(1, fits)
}

export const gridTemplate = (widths: readonly Width[], title: number) =>
  [`minmax(${title}px, 2.4fr)`, ...widths.map(({ min, grow }) => `minmax(${min}px, ${grow}fr)`)].join(' ')
