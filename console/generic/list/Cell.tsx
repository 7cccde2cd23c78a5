import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { viewOf } from '../fieldViews.tsx'
import { isEmpty } from '../model/record.ts'

/** A value on one line, as its kind is drawn in a list. */
export function Cell({ field, value }: { readonly field: FieldMeta; readonly value: unknown }) {
  if (isEmpty(value)) return <span className="no-value">—</span>
  const { Cell: View } = viewOf(field)
  return <View field={field} value={value} />
}
