import type { AnyField } from './field.ts'

/** How a value of the field is shown to who may see it only in part: as its kind masks it, otherwise not at all. */
export function maskOf({ kind }: AnyField): (value: unknown) => string | null {
  return value => kind.mask?.(value) ?? null
}
