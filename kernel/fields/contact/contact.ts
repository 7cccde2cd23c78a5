import { z } from 'zod'
import { column, Field, kind, type Operator } from '../field.ts'
import { maskEmail, maskPhone } from './mask.ts'

const operators: readonly Operator[] = ['eq', 'ne', 'in', 'nin', 'contains', 'starts', 'empty']

/** An e-mail address as typed; compared without regard to case by `unique()`. */
export const email = () =>
  new Field<string>(
    kind<string>({
      name: 'email',
      columns: column('text'),
      operators,
      schema: z.string().trim().max(254).pipe(z.email()),
      mask: maskEmail,
      ui: { maxLength: 254 },
    }),
  )

/** A telephone number as people write it: digits with + ( ) - . / and spaces, an extension after x or #. */
export const phone = () =>
  new Field<string>(
    kind<string>({
      name: 'phone',
      columns: column('text'),
      operators,
      schema: z
        .string()
        .trim()
        .max(40)
        .regex(/^[+(]?\d[\d\s()./-]*(?:\s*(?:x|ext\.?|#)\s*\d+)?$/i),
      mask: maskPhone,
      ui: { maxLength: 40 },
    }),
  )

/** A web address; only http and https, because the console turns it into a link. */
export const url = () =>
  new Field<string>(
    kind<string>({
      name: 'url',
      columns: column('text'),
      operators,
      schema: z
        .string()
        .trim()
        .max(2000)
        .pipe(z.url({ protocol: /^https?$/ })),
      ui: { maxLength: 2000 },
    }),
  )
