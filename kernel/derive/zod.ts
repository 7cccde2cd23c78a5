import { z } from 'zod'
import { type AnyEntity, fieldsOf } from '../entity/entity.ts'
import type { AnyField, Fields } from '../fields/field.ts'
import { fieldProblems } from '../problem/field-codes.ts'
import { invalid } from '../problem/refusals.ts'
import { remember } from '../remember.ts'

const settable = ({ traits }: AnyField) => traits.presence === 'required' || traits.presence === 'optional'
const nullable = ({ kind, traits }: AnyField): z.ZodType => (traits.nullable ? kind.schema.nullable() : kind.schema)

function whole(fields: Fields): z.ZodObject {
  const shape: Record<string, z.ZodType> = {}
  for (const [name, field] of Object.entries(fields)) {
    if (!settable(field)) continue
    const schema = nullable(field)
    if (field.traits.presence === 'required') shape[name] = schema
    else if (field.traits.default === undefined) shape[name] = schema.optional()
    else shape[name] = schema.default(field.traits.default as never)
  }
  return z.strictObject(shape)
}

function partial(entity: AnyEntity): z.ZodObject {
  const given = fieldsOf(entity).filter(([, field]) => settable(field))
  return z.strictObject({
    ...Object.fromEntries(given.map(([name, field]) => [name, nullable(field).optional()])),
    version: z.int().min(1).optional(),
  })
}

const memo = <K extends object, V>(make: (key: K) => V) => {
  const made = new WeakMap<K, V>()
  return (key: K): V => remember(made, key, () => make(key))
}

/** The body that creates a record: required fields must be there, unknown ones are refused. */
export const createSchema = memo((entity: AnyEntity) => whole(entity.fields))
/** The body that changes some fields; `version` guards against overwriting someone else's change. */
export const patchSchema = memo(partial)
/** The body that replaces a record: what it leaves out becomes its default or null. */
export const replaceSchema = memo((entity: AnyEntity) =>
  whole(entity.fields).extend({ version: z.int().min(1).optional() }),
)
/** The input of an action or query. */
export const inputSchema = memo((fields: Fields) => whole(fields))

/** The parsed body, or INVALID with a problem at each field. */
export function parseBody(schema: z.ZodObject, body: unknown): Record<string, unknown> {
  const result = schema.safeParse(body ?? {}, { reportInput: true })
  if (!result.success) throw invalid({}, { fields: fieldProblems(result.error) })
  return result.data
}
