import { invalid } from '../problem/refusals.ts'

/** The mark of a row: the sort values of that row and its id, as text. Opaque to callers, but not a secret. */
export const writeCursor = (values: readonly (string | null)[]) =>
  Buffer.from(JSON.stringify(values)).toString('base64url')

/** The values of a mark; refused when it was not made for a list with this many sort fields. */
export function readCursor(text: string, length: number, key: string): (string | null)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (Array.isArray(values) && values.length === length && values.every(isCell)) return values
  } catch {
    // not one of our marks: refused below
  }
  throw invalid({}, { fields: [{ field: key, code: 'INVALID_VALUE' }] })
}
const isCell = (value: unknown) => value === null || (typeof value === 'string' && !value.includes('\u0000'))
