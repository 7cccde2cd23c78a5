import { z } from 'zod'
import { column, Field, kind } from '../field.ts'

const quoted = (options: readonly string[]) => options.map(option => `'${option.replaceAll("'", "''")}'`).join(', ')

/** One of a closed set. Text with a CHECK, not an enum: enum comparison is not leakproof, so no index could serve it. */
export const choice = <const O extends readonly string[]>(options: O) =>
  new Field<O[number]>(
    kind<O[number]>({
      name: 'choice',
      columns: column('text'),
      schema: z.enum(options as unknown as [string, ...string[]]) as unknown as z.ZodType<O[number]>,
      operand: text => (options.includes(text) ? text : undefined),
      fromText: text => text.trim(),
      check: name => `${name} in (${quoted(options)})`,
      ui: { options },
    }),
  )

/** PostgreSQL's array text, which for plain words is `{a,b}`. Options are identifiers, so nothing is ever quoted in it. */
const readArray = (cell: string) => (cell === '{}' ? [] : cell.slice(1, -1).split(','))

/** Several of a closed set, without order or repetition. */
export const multiChoice = <const O extends readonly string[]>(options: O) => {
  if (options.some(option => !/^\w+$/.test(option))) throw new Error('Options of a multi-choice are plain words')
  const one = z.enum(options as unknown as [string, ...string[]])
  return new Field<O[number][]>(
    kind<O[number][]>({
      name: 'multiChoice',
      columns: column('text[]'),
      schema: z.array(one).transform(list => [...new Set(list)]) as unknown as z.ZodType<O[number][]>,
      write: value => [`{${value.join(',')}}`],
      read: (cells, at) => readArray(cells[at] as string) as O[number][],
      operators: ['contains', 'empty'],
      operand: text => (options.includes(text) ? text : undefined),
      toText: value => value.join(', '),
      fromText: text =>
        text
          .split(/[,;，、]/)
          .map(part => part.trim())
          .filter(Boolean),
      check: name => `${name} <@ array[${quoted(options)}]::text[]`,
      ui: { options },
      sortable: false,
    }),
  )
}
