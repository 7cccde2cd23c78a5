import { z } from 'zod'
import { column, Field, kind } from '../field.ts'

type Scalar = string | number | boolean | null
/** A JSON value; null itself is the empty field. */
export type Json = string | number | boolean | Json[] | { [key: string]: Json | Scalar }
const limit = 64 * 1024
const isJson = (value: unknown) => z.json().safeParse(value).success
const storable = (value: unknown) => {
  const written = JSON.stringify(value)
  return written.length <= limit && !written.includes('\\u0000')
}

/** Structured content without a declared shape, up to 64 KiB. Prefer declared fields: this one cannot be filtered. */
export const json = () =>
  new Field<Json>(
    kind<Json>({
      name: 'json',
      columns: column('jsonb'),
      // Not z.json() itself: its description refers to itself by names that only its own document knows.
      schema: z.custom<Json>(isJson).refine(storable, { params: { code: 'TOO_LARGE' } }),
      write: value => [JSON.stringify(value)],
      read: (cells, at) => JSON.parse(cells[at] as string) as Json,
      operators: ['empty'],
      toText: value => JSON.stringify(value),
      fromText: text => {
        try {
          return JSON.parse(text)
        } catch {
          return undefined // not JSON: the schema then refuses it as a missing value of this kind
        }
      },
      sortable: false,
    }),
  )
