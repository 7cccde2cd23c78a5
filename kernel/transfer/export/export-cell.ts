import { labelsOf } from '../../derive/labels.ts'
import type { Catalog } from '../../entity/catalog.ts'
import type { AnyEntity } from '../../entity/entity.ts'
import { statesOf } from '../../entity/entity.ts'
import type { AnyField, Fields } from '../../fields/field.ts'
import type { LineText } from '../../fields/lines/line-text.ts'
import type { Language } from '../../messages/language.ts'

/** A column of an export: its header and how a value is written, as text or as what a workbook keeps apart from text. */
export interface ExportColumn {
  readonly name: string
  readonly header: string
  /** The kind of its field; none for what the kernel gives every record. */
  readonly kind?: string
  /** References are written as what their record is called. */
  readonly refersTo?: AnyEntity
  /** Child lines are written by what they name. */
  readonly lines?: { readonly line: AnyEntity; readonly text: LineText }
  text(value: unknown): string
  cell(value: unknown): string | number | boolean | Date
}

const yes = { en: ['Yes', 'No'], zh: ['是', '否'] } as const
/** Excel counts days from 1900 and gets the first two months wrong; earlier days stay text. */
const firstDay = '1900-03-01'
const dayCell = (day: string) => (day >= firstDay ? new Date(`${day}T00:00:00Z`) : day)
/** Spreadsheets keep 15 digits of a number. */
const isExact = (text: string) => text.replace(/[-.]/g, '').replace(/^0+/, '').length <= 15

/** How the values of one kind of field are written. */
function writer(
  catalog: Catalog,
  entity: AnyEntity,
  name: string,
  field: AnyField,
  language: Language,
): Pick<ExportColumn, 'text' | 'cell'> {
  const { kind } = field
  const option = (value: string) => labelsOf(catalog, language).option(entity, name, value)
  const text: (value: never) => string =
    kind.name === 'choice'
      ? option
      : kind.name === 'multiChoice'
        ? (values: string[]) => values.map(option).join(', ')
        : kind.name === 'boolean'
          ? (value: boolean) => yes[language][value ? 0 : 1]
          : (value: never) => kind.toText(value)
  const cell: (value: never) => string | number | boolean | Date =
    kind.name === 'integer' || kind.name === 'boolean'
      ? (value: number | boolean) => value
      : kind.name === 'decimal'
        ? (value: string) => (isExact(value) ? Number(value) : value)
        : kind.name === 'date'
          ? dayCell
          : text
  return { text: text as ExportColumn['text'], cell: cell as ExportColumn['cell'] }
}

/** Fields whose labels would be lost among the words of a language may be read back by their labels in either. */
function column(catalog: Catalog, entity: AnyEntity, name: string, language: Language): ExportColumn {
  const labels = labelsOf(catalog, language)
  const header = labels.field(entity, name).label
  const field = (entity.fields as Fields)[name]
  if (name === 'status' && statesOf(entity).length) {
    const text = (state: unknown) => labels.state(entity, state as string)
    return { name, header, text, cell: text }
  }
  if (!field) return { name, header, text: String, cell: String }
  const target = field.kind.refersTo?.() as AnyEntity | undefined
  const { lineText } = field.kind
  const lines = lineText ? { lines: { line: field.kind.lines?.() as AnyEntity, text: lineText } } : {}
  return {
    name,
    header,
    kind: field.kind.name,
    ...(target ? { refersTo: target } : {}),
    ...lines,
    ...writer(catalog, entity, name, field, language),
  }
}

export const exportColumns = (
  catalog: Catalog,
  entity: AnyEntity,
  names: readonly string[],
  language: Language,
): ExportColumn[] => names.map(name => column(catalog, entity, name, language))
