import type { EntityMeta, FieldMeta, HistoryEntry } from '@tenon/kernel/derive/meta-types.ts'
import { fieldOf } from '../../model/filter.ts'
import { bodyValue, type RecordRow } from '../../model/record.ts'

/** A field and what it held once. */
export interface OldValue {
  readonly field: FieldMeta
  readonly old: unknown
}

const written = (field: FieldMeta, value: unknown) => JSON.stringify(bodyValue(value, field) ?? null)
const differs = (row: RecordRow, { field, old }: OldValue) => written(field, old) !== written(field, row[field.name])
/** A reference is shown by its title, so that nobody has to recognise an id. */
const shownAs = (old: unknown, title: string | undefined) =>
  title !== undefined && typeof old === 'string' ? { id: old, title } : old

/**
 * What the fields held right after an entry of the history (newest first) and do not hold now: of each field changed
 * since, the value before its earliest later change.
 */
export function valuesAfter(
  entity: EntityMeta,
  row: RecordRow,
  history: readonly HistoryEntry[],
  at: number,
): readonly OldValue[] {
  const byField = new Map<string, OldValue>()
  for (const entry of history.slice(0, at))
    for (const change of entry.changes) {
      const field = fieldOf(entity, change.field)
      if (field) byField.set(field.name, { field, old: shownAs(change.before, change.beforeTitle) })
    }
  return [...byField.values()].filter(value => differs(row, value))
}

/** What one change of the history replaced, if the field does not hold it now. */
export function valueBefore(
  entity: EntityMeta,
  row: RecordRow,
  change: HistoryEntry['changes'][number],
): OldValue | undefined {
  const field = fieldOf(entity, change.field)
  if (!field) return undefined
  const value = { field, old: shownAs(change.before, change.beforeTitle) }
  return differs(row, value) ? value : undefined
}

/** The latest entry that changed a field: who set what it holds. */
export const lastChangeOf = (history: readonly HistoryEntry[], fields: readonly string[]): HistoryEntry | undefined =>
  history.find(entry => entry.changes.some(({ field }) => fields.includes(field)))
