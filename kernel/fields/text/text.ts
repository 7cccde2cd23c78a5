import { z } from 'zod'
import { column, Field, kind, type Operator } from '../field.ts'
import { maskText } from './mask.ts'

const operators: readonly Operator[] = ['eq', 'ne', 'in', 'nin', 'contains', 'starts', 'empty']
/** PostgreSQL stores no NUL character; saying so here makes it a clear refusal instead of a database error. */
const withoutNul = (text: string) => !text.includes('\u0000')

function textKind(name: string, max: number, multiline: boolean, scan = false) {
  const schema = z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine(withoutNul, { params: { code: 'INVALID_CHARACTER' } })
  return kind<string>({
    name,
    columns: column('text'),
    schema,
    operators,
    mask: maskText,
    ui: { maxLength: max, multiline, ...(scan && { scan }) },
  })
}

/** One line of text, trimmed, 1 to 200 characters unless told. What `scan`s stands on labels as a barcode too. */
export const text = (options: { max?: number; scan?: boolean } = {}) =>
  new Field<string>(textKind('text', options.max ?? 200, false, options.scan))
/** Several lines of text, up to 20,000 characters unless told. */
export const longText = (options: { max?: number } = {}) =>
  new Field<string>(textKind('longText', options.max ?? 20_000, true))
