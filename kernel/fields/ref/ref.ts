import { z } from 'zod'
import { column, type EntityRef, Field, kind } from '../field.ts'

const id = z.uuid()

/**
 * A reference to one record of another entity, as its id. The foreign key carries the tenant, and a record that the
 * caller may not see is refused like one that does not exist, unless it is `open`: then whoever sees the record knows the
 * title of what it names, and whoever may write it may name any. A function breaks import cycles: `field.ref(() => license)`.
 */
export const ref = (target: EntityRef | (() => EntityRef), { open = false }: { open?: boolean } = {}) =>
  new Field<string>(
    kind<string>({
      name: 'ref',
      columns: column('uuid'),
      schema: id,
      operand: text => (id.safeParse(text).success ? text : undefined),
      fromText: text => text.trim(),
      refersTo: typeof target === 'function' ? target : () => target,
      ...(open ? { isOpen: true } : {}),
    }),
  )
