import { z } from 'zod'
import { type AnyField, Field, type Fields, kind, type LineEntity } from '../field.ts'
import type { LineText } from './line-text.ts'

type Given<F extends Fields, P> = { [K in keyof F]: F[K]['$presence'] extends P ? K : never }[keyof F]
type LineOf<E extends LineEntity> = { id?: string } & {
  [K in Given<E['fields'], 'required'>]: E['fields'][K]['$type']
} & { [K in Given<E['fields'], 'optional'>]?: E['fields'][K]['$type'] }

const value = ({ kind, traits }: AnyField) => {
  const nullable = traits.nullable ? kind.schema.nullable() : kind.schema
  if (traits.presence !== 'optional') return nullable
  return traits.default === undefined ? nullable.optional() : nullable.default(traits.default as never)
}

function lineSchema(line: LineEntity) {
  const given = Object.entries(line.fields).filter(([, f]) => ['required', 'optional'].includes(f.traits.presence))
  return z.strictObject({ id: z.uuid().optional(), ...Object.fromEntries(given.map(([name, f]) => [name, value(f)])) })
}

/**
 * Child records that live and die with their parent and are saved with it in one call, in order. In a body the list is
 * the whole truth: a line with a known `id` is changed, one without is added, one that is missing is removed. `text` lets
 * files write them in one cell.
 */
export const lines = <E extends LineEntity>(line: E, options: { max?: number; text?: LineText } = {}) =>
  new Field<LineOf<E>[], 'optional'>(
    kind<LineOf<E>[]>({
      name: 'lines',
      columns: [],
      schema: z.array(lineSchema(line)).max(options.max ?? 500) as unknown as z.ZodType<LineOf<E>[]>,
      operators: [],
      toText: list => JSON.stringify(list),
      sortable: false,
      lines: () => line,
      ...(options.text ? { lineText: options.text } : {}),
      ui: { max: options.max ?? 500 },
    }),
    { presence: 'optional', default: [] },
  )
