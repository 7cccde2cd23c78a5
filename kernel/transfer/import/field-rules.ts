import { fieldCondition } from '../../access/scope.ts'
import { type AnyEntity, fieldsOf } from '../../entity/entity.ts'
import type { AnyField } from '../../fields/field.ts'
import type { LineText } from '../../fields/lines/line-text.ts'
import { type ImportRights, isOpen } from './rights.ts'

/** What an empty cell means: nothing for a field that may hold nothing, otherwise its default. */
type Emptied = { readonly value: unknown } | 'required' | 'untouched'

/** What an import must know of a field for every row, worked out once. */
export interface FieldRule {
  readonly name: string
  /** The column that fills it; null: no column does. */
  readonly header: string | null
  readonly emptied: Emptied
  /** No right to create, or to update, covers it. */
  readonly isClosedToCreate: boolean
  readonly isClosedToUpdate: boolean
  /** Seen on every record that is seen. */
  readonly isOpen: boolean
  /** Child lines that a cell names. */
  readonly lineText?: LineText
}

const isWritten = ({ columns, lineText }: AnyField['kind']) => columns.length > 0 || lineText !== undefined

function emptied({ traits: { presence, nullable, default: standard } }: AnyField): Emptied {
  if (presence === 'required') return 'required'
  if (nullable) return { value: null }
  return standard === undefined ? 'untouched' : { value: standard }
}

const isClosed = (entity: AnyEntity, grants: ImportRights['create'], name: string) =>
  grants.length === 0 || fieldCondition(entity, grants, name, 't') === 'never'

/** The rules of all fields that a request may set. */
export function fieldRules(entity: AnyEntity, rights: ImportRights, headers: ReadonlyMap<string, string>): FieldRule[] {
  return fieldsOf(entity)
    .filter(([, { kind, traits }]) => ['required', 'optional'].includes(traits.presence) && isWritten(kind))
    .map(([name, field]) => ({
      name,
      header: headers.get(name) ?? null,
      emptied: emptied(field),
      isClosedToCreate: isClosed(entity, rights.create, name),
      isClosedToUpdate: isClosed(entity, rights.update, name),
      isOpen: isOpen(entity, rights.read, name),
      ...(field.kind.lineText ? { lineText: field.kind.lineText } : {}),
    }))
}
