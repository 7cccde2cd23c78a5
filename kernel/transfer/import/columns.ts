import type { Catalog, Collection } from '../../entity/catalog.ts'
import { type AnyEntity, fieldsOf } from '../../entity/entity.ts'
import type { AnyField, Fields } from '../../fields/field.ts'
import type { FieldProblem } from '../../problem/problem.ts'
import { invalid } from '../../problem/refusals.ts'
import { guessField } from './guess-field.ts'
import { type ImportRights, isOpen, mayWrite } from './rights.ts'

/** A column of the file and the field it fills; null: left out. */
export interface Column {
  readonly header: string
  readonly field: string | null
  /** Its turn among several columns that are joined into one text field. */
  readonly part?: number
  /** The first values that are not empty, at most three. */
  readonly samples: readonly string[]
}
/** As a caller says it: header -> field, or null to leave it out. What is not named is guessed. */
export type Mapping = ReadonlyMap<string, string | null>

export const fieldOf = (entity: AnyEntity, name: string): AnyField | undefined =>
  Object.hasOwn(entity.fields, name) ? (entity.fields as Fields)[name] : undefined

const isSettable = ({ kind, traits }: AnyField) =>
  !kind.isSecret &&
  (traits.presence === 'required' || traits.presence === 'optional') &&
  (kind.columns.length > 0 || kind.lineText !== undefined)

/** Fields no file may set but that tell which record a row is: its number, its id. */
export const isLookup = (entity: AnyEntity, field: string) =>
  field === 'id' || Boolean(fieldOf(entity, field)?.kind.series)
const joins = (field: AnyField | undefined) => field?.kind.name === 'text' || field?.kind.name === 'longText'

/** The fields a column can be mapped to. */
export function importableFields(entity: AnyEntity, rights: ImportRights): string[] {
  const own = fieldsOf(entity)
    .filter(([name, field]) => isSettable(field) && mayWrite(entity, rights, name))
    .map(([name]) => name)
  const lookups = fieldsOf(entity)
    .filter(([name, { kind }]) => kind.series && isOpen(entity, rights.read, name))
    .map(([name]) => name)
  return [...own, ...lookups, ...(rights.read.length ? ['id'] : [])]
}

function refuseUnknown(headers: readonly string[], importable: readonly string[], entity: AnyEntity, mapping: Mapping) {
  const problems: FieldProblem[] = []
  for (const [header, field] of mapping) {
    if (!headers.includes(header))
      problems.push({ field: `mapping.${header}`, code: 'UNKNOWN_COLUMN', message: unknownColumn })
    else if (field !== null && !importable.includes(field))
      problems.push({
        field: `mapping.${header}`,
        code: fieldOf(entity, field) ? 'FIELD_NOT_ALLOWED' : 'UNKNOWN_FIELD',
      })
  }
  if (problems.length) throw invalid({}, { fields: problems })
}
const unknownColumn = { en: 'The file has no such column.', zh: '文件中没有这一列。' }

export interface MappingRequest {
  readonly catalog: Catalog
  readonly collection: Collection
  readonly rights: ImportRights
  readonly mapping: Mapping
}

/** Gives each column its field: what the mapping says, else the best guess. Throws INVALID for names there are not. */
export function mapColumns(
  columns: readonly Column[],
  { catalog, collection, rights, mapping }: MappingRequest,
): Column[] {
  const { entity } = collection
  const importable = importableFields(entity, rights)
  refuseUnknown(
    columns.map(column => column.header),
    importable,
    entity,
    mapping,
  )
  const guess = guessField({ catalog, collection, importable, headers: columns.map(column => column.header) })
  const order = [...mapping.keys()]
  const taken = new Map<string, number>([...mapping.values()].filter(field => field !== null).map(field => [field, 0]))
  const parts = (field: string) => order.filter(header => mapping.get(header) === field)
  return columns.map(({ header, samples }) => {
    if (mapping.has(header)) {
      const field = mapping.get(header) ?? null
      const several = field === null ? [] : parts(field)
      if (several.length < 2) return { header, field, samples }
      if (!joins(fieldOf(entity, field as string)))
        throw invalid({}, { fields: [{ field: `mapping.${header}`, code: 'MAPPED_TWICE', message: mappedTwice }] })
      return { header, field, part: several.indexOf(header), samples }
    }
    const { field, part } = guess(header, samples)
    if (field === null || (taken.has(field) && part === undefined)) return { header, field: null, samples }
    taken.set(field, 0)
    return { header, field, samples, ...(part === undefined ? {} : { part }) }
  })
}
const mappedTwice = { en: 'Only text can be put together from several columns.', zh: '只有文本字段可以由多列合并。' }
