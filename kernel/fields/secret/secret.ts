import { z } from 'zod'
import { column, Field, kind } from '../field.ts'

/**
 * A secret as the database keeps it. All it ever tells of itself, in a reply, a history, a log or an archive of events,
 * is `{isSet: true}`: the sealed text is no property of it.
 */
export class Sealed {
  readonly isSet = true
  readonly #text: string
  constructor(text: string) {
    this.#text = text
  }
  static textOf(sealed: Sealed): string {
    return sealed.#text
  }
}

/** What a person types, and what a stored record holds in its place. */
export type Secret = string | Sealed

const stored = z.object({ isSet: z.literal(true) })

function sealedText(value: Secret): string {
  if (value instanceof Sealed) return Sealed.textOf(value)
  throw new Error('A secret must be sealed before it is stored')
}

/**
 * A text that is written and never read back: a password of another service, a signing key. It is stored sealed, bound to
 * its record, shown as `{isSet: true}`, and neither sorted, searched, imported nor exported. `openField` gives it to code.
 */
export const secret = (options: { max?: number } = {}) => {
  const max = options.max ?? 2000
  return new Field<Secret>(
    kind<Secret>({
      name: 'secret',
      isSecret: true,
      columns: column('text'),
      schema: z.string().min(1).max(max),
      reply: stored as unknown as z.ZodType<Secret>,
      write: value => [sealedText(value)],
      read: (cells, at) => new Sealed(cells[at] as string),
      operators: ['empty'],
      operand: () => undefined,
      toText: () => '',
      fromText: () => undefined,
      sortable: false,
      ui: { maxLength: max },
    }),
  )
}
