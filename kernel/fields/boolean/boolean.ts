import { z } from 'zod'
import { column, Field, kind } from '../field.ts'

const yes = new Set(['true', 't', 'yes', 'y', '1', '是', '真'])
const no = new Set(['false', 'f', 'no', 'n', '0', '否', '假'])
const parse = (text: string) => {
  const word = text.trim().toLowerCase()
  return yes.has(word) ? true : no.has(word) ? false : undefined
}

export const boolean = () =>
  new Field<boolean>(
    kind<boolean>({
      name: 'boolean',
      columns: column('boolean'),
      schema: z.boolean(),
      read: (cells, at) => cells[at] === 't' || cells[at] === 'true', // as a cell, and as text inside child lines
      operators: ['eq', 'ne', 'empty'],
      operand: parse,
      fromText: text => parse(text) ?? text,
    }),
  )
