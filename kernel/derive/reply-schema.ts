import { z } from 'zod'
import { type AnyEntity, fieldsOf, statesOf } from '../entity/entity.ts'
import type { AnyField } from '../fields/field.ts'

/** A field as a reply carries it: null where empty or hidden, an object where a reference was included. */
function value({ kind }: AnyField): z.ZodType {
  if (kind.refersTo) return z.union([z.uuid(), z.looseObject({ id: z.uuid(), title: z.string() })]).nullable()
  const schema = kind.reply ?? kind.schema
  return (kind.mask ? z.union([schema, z.string()]) : schema).nullable()
}

/** Schemas that stand under a name in the API's description. */
export const schemaNames = new WeakMap<z.ZodType, string>()
const named = <S extends z.ZodType>(name: string, schema: S): S => {
  schemaNames.set(schema, name)
  return schema
}
const pascal = (name: string) => name.replace(/(?:^|\.)(\w)/g, (_, letter: string) => letter.toUpperCase())
const records = new WeakMap<AnyEntity, z.ZodObject>()

/** The shape of a record in a reply. A caller who may not read a field does not get its key. */
export function recordSchema(entity: AnyEntity): z.ZodObject {
  const known = records.get(entity)
  if (known) return known
  const states = statesOf(entity)
  const schema = named(
    pascal(entity.name),
    z.object({
      id: z.uuid(),
      version: z.int(),
      ...(states.length ? { status: z.enum(states as [string, ...string[]]) } : {}),
      ...Object.fromEntries(fieldsOf(entity).map(([name, field]) => [name, value(field).optional()])),
      maskedFields: z.array(z.string()).optional(),
      createdAt: z.string().optional(),
      updatedAt: z.string().optional(),
      createdBy: z.uuid().nullable().optional(),
    }),
  )
  records.set(entity, schema)
  return schema
}

export const listSchema = (record: z.ZodType) =>
  z.object({
    data: z.array(record),
    page: z.object({
      size: z.int(),
      number: z.int().optional(),
      total: z.int(),
      totalIsExact: z.boolean(),
      next: z.string().optional(),
      previous: z.string().optional(),
    }),
  })
