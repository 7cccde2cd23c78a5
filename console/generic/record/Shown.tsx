import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { NoValue } from '../../ui/PropertyList.tsx'
import { viewOf } from '../fieldViews.tsx'
import { isEmpty } from '../model/record.ts'

export function Shown({ field, value }: { readonly field: FieldMeta; readonly value: unknown }) {
  const { Value } = viewOf(field)
  return isEmpty(value) ? <NoValue /> : <Value field={field} value={value} />
}
