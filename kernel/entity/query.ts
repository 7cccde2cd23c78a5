import type { z } from 'zod'
import type { Fields } from '../fields/field.ts'
import type { ReadCtx } from './ctx.ts'
import type { ValuesOf } from './entity.ts'

/** A question a list cannot answer, at `GET /api/v1/<path>`. */
export interface Query<I extends Fields = Fields, O extends z.ZodType = z.ZodType> {
  readonly name: string
  readonly path: string
  readonly permission: string
  readonly input: I
  readonly output: O
  run(step: { readonly ctx: ReadCtx; readonly input: ValuesOf<I> }): Promise<z.infer<O>>
}

export function query<const Name extends `${string}.${string}`, I extends Fields, O extends z.ZodType>(
  name: Name,
  spec: Omit<Query<I, O>, 'name' | 'permission'> & { readonly allow: string },
): Query<I, O> {
  const { allow, ...rest } = spec
  return { name, permission: allow, ...rest }
}
