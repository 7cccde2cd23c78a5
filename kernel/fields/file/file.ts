import { z } from 'zod'
import { column, Field, kind } from '../field.ts'

/** A reference to a stored file, as its id. Storing and serving files is the file room's work. */
export const file = () =>
  new Field<string>(
    kind<string>({
      name: 'file',
      columns: column('uuid'),
      schema: z.uuid(),
      operators: ['empty'],
      sortable: false,
    }),
  )
