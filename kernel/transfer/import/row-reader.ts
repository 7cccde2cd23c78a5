import { v7 as uuid } from 'uuid'
import type { Values } from '../../data/shape.ts'
import type { Catalog } from '../../entity/catalog.ts'
import type { AnyEntity } from '../../entity/entity.ts'
import type { AnyField } from '../../fields/field.ts'
import { type LineText, type NamedLine, readLineText } from '../../fields/lines/line-text.ts'
import { unguardCell } from '../formula.ts'
import { type CellReader, cellReader, Unfit } from './cell-reader.ts'
import { type Column, fieldOf, isLookup } from './columns.ts'
import { atField, type RowProblem, rowProblem } from './row-problem.ts'
import type { StoredRow } from './store.ts'

/** A row of the file as far as it can be judged by itself. */
export interface Draft {
  readonly place: number
  readonly line: number
  /** The id it will have if it becomes a new record, given when it is first asked for. */
  id: string
  /** The mapped fields that could be read; null where the cell is empty. */
  readonly values: Values
  /** References as the file writes them, still to be found. */
  readonly references: Readonly<Record<string, string>>
  /** Child lines by what they name, still to be found. */
  readonly named: Readonly<Record<string, readonly NamedLine[]>>
  /** What only tells which record it is: its number or id. */
  readonly lookups: Readonly<Record<string, string>>
  readonly problems: RowProblem[]
}

/** The id of the record this row will become. */
export function newId(draft: Draft): string {
  if (draft.id === '') draft.id = uuid()
  return draft.id
}

interface FieldReader {
  readonly name: string
  readonly header: string
  /** Places among the row's cells; several are joined by a space. */
  readonly at: readonly number[]
  readonly role: 'value' | 'reference' | 'lookup' | 'lines'
  readonly read: CellReader
}

export interface RowReader {
  /** The fields that columns fill, by name, with the header of the first. */
  readonly headers: ReadonlyMap<string, string>
  read(place: number, row: StoredRow): Draft
}

function roleOf(entity: AnyEntity, name: string, field: AnyField | undefined): FieldReader['role'] {
  if (isLookup(entity, name)) return 'lookup'
  if (field?.kind.lineText) return 'lines'
  return field?.kind.refersTo ? 'reference' : 'value'
}
const lineReader =
  (text: LineText): CellReader =>
  cell =>
    readLineText(unguardCell(cell), text)

function fieldReaders(
  place: { catalog: Catalog; entity: AnyEntity; timeZone: string },
  columns: readonly Column[],
): FieldReader[] {
  const { entity } = place
  const placed = columns.map((column, at) => ({ ...column, at })).filter(column => column.field !== null)
  const byField = Map.groupBy(placed, column => column.field as string)
  return [...byField].map(([name, parts]) => {
    const field = fieldOf(entity, name)
    const role = roleOf(entity, name, field)
    const at = parts.toSorted((a, b) => (a.part ?? 0) - (b.part ?? 0)).map(part => part.at)
    const lineText = field?.kind.lineText
    const value = field && role === 'value' ? cellReader(place, name, field) : unguardCell
    const read = lineText ? lineReader(lineText) : value
    return { name, header: parts[0]?.header ?? name, at, role, read }
  })
}

/** A row's cell begins after its line number. */
function textOf(row: StoredRow, at: readonly number[]): string {
  if (at.length === 1) return (row[(at[0] as number) + 1] as string | undefined) ?? ''
  return at
    .map(i => ((row[i + 1] as string | undefined) ?? '').trim())
    .filter(Boolean)
    .join(' ')
}

function readField(row: StoredRow, { name, header, at, role, read }: FieldReader, draft: Draft) {
  const text = textOf(row, at)
  const { values, references, named, lookups, problems } = draft as { -readonly [K in keyof Draft]: Draft[K] } & {
    references: Record<string, string>
    named: Record<string, readonly NamedLine[]>
    lookups: Record<string, string>
  }
  if (text.trim() === '') {
    if (role !== 'lookup') values[name] = null
    return
  }
  const value = read(text)
  if (value instanceof Unfit)
    for (const { field, ...problem } of value.problems)
      problems.push(
        problem.code === 'CELL_ERROR'
          ? rowProblem('CELL_ERROR', { column: header, field })
          : atField(header, field, problem),
      )
  else if (role === 'reference') references[name] = (value as string).trim()
  else if (role === 'lines') named[name] = value as readonly NamedLine[]
  else if (role === 'lookup') lookups[name] = (value as string).trim()
  else values[name] = value
}

/** Compiles the columns of a file into a reader of its rows. */
export function rowReader(
  place: { catalog: Catalog; entity: AnyEntity; timeZone: string },
  columns: readonly Column[],
): RowReader {
  const readers = fieldReaders(place, columns)
  return {
    headers: new Map(readers.map(({ name, header }) => [name, header])),
    read(at, row) {
      const draft: Draft = {
        place: at,
        line: row[0],
        id: '',
        values: {},
        references: {},
        named: {},
        lookups: {},
        problems: [],
      }
      if (row.slice(columns.length + 1).some(cell => (cell as string).trim() !== ''))
        draft.problems.push(rowProblem('TOO_MANY_CELLS', {}))
      for (const reader of readers) readField(row, reader, draft)
      return draft
    },
  }
}
