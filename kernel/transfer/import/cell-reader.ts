import { labelsOf } from '../../derive/labels.ts'
import type { Catalog } from '../../entity/catalog.ts'
import type { AnyEntity } from '../../entity/entity.ts'
import type { AnyField } from '../../fields/field.ts'
import { languages } from '../../messages/language.ts'
import { fieldProblems } from '../../problem/field-codes.ts'
import type { FieldProblem } from '../../problem/problem.ts'
import { unguardCell } from '../formula.ts'
import { localInstant } from './local-instant.ts'

/** Why a cell's text is no value of its field. */
export class Unfit {
  readonly problems: readonly FieldProblem[]
  constructor(problems: readonly FieldProblem[]) {
    this.problems = problems
  }
}
/** A cell's text as the value of a field, or why it is none. */
export type CellReader = (text: string) => unknown

interface Place {
  readonly catalog: Catalog
  readonly entity: AnyEntity
  readonly timeZone: string
}

const grouped = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const isGrouped = (text: string) => text.includes(',') && grouped.test(text.trim())

/** An option by itself or by its label in any language. */
function optionReader({ catalog, entity }: Place, name: string, field: AnyField) {
  const options = (field.kind.ui.options ?? []) as readonly string[]
  const known = new Map<string, string>()
  for (const language of languages)
    for (const option of options)
      known.set(labelsOf(catalog, language).option(entity, name, option).toLowerCase(), option)
  for (const option of options) known.set(option.toLowerCase(), option)
  return (text: string) => known.get(text.trim().toLowerCase()) ?? text.trim()
}

/** A text as the body value that the kind's schema then judges. */
function textReader(place: Place, name: string, field: AnyField): (text: string) => unknown {
  const { kind } = field
  if (kind.name === 'instant') return text => kind.fromText(localInstant(text, place.timeZone))
  if (kind.name === 'integer' || kind.name === 'decimal')
    return text => kind.fromText(isGrouped(text) ? text.replaceAll(',', '') : text)
  if (!kind.ui.options) return text => kind.fromText(text)
  const option = optionReader(place, name, field)
  if (kind.name === 'choice') return option
  return text => (kind.fromText(text) as string[]).map(option)
}

const sheetError = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/

/** Compiled once for a column: what its cells say, held against the one schema of the field's kind. */
export function cellReader(place: Place, name: string, field: AnyField): CellReader {
  const { schema } = field.kind
  const read = textReader(place, name, field)
  return text => {
    if (text.charCodeAt(0) === 35 && sheetError.test(text)) return new Unfit([{ field: name, code: 'CELL_ERROR' }])
    const value = read(unguardCell(text))
    const result = schema.safeParse(value)
    if (result.success) return result.data
    const { error } = schema.safeParse(value, { reportInput: true })
    return new Unfit(
      fieldProblems(error as never).map(problem => ({
        ...problem,
        field: problem.field ? `${name}.${problem.field}` : name,
      })),
    )
  }
}
