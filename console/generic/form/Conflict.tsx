import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { ConflictPicker, type Side } from '../../ui/ConflictPicker.tsx'
import { NoValue } from '../../ui/PropertyList.tsx'
import { viewOf } from '../fieldViews.tsx'
import { bodyValue, isEmpty, type RecordRow } from '../model/record.ts'
import type { Values } from './problems.ts'

interface ConflictProps {
  readonly fields: readonly FieldMeta[]
  readonly initial: Values
  readonly mine: Values
  readonly theirs: RecordRow
  onChoose(sides: Readonly<Record<string, Side>>): void
}

const written = (field: FieldMeta, value: unknown) => JSON.stringify(bodyValue(value, field) ?? null)

/** Somebody saved first: of each field that both have changed, both values. What only one has changed is no conflict. */
export function Conflict({ fields, initial, mine, theirs, onChoose }: ConflictProps) {
  const differs = (field: FieldMeta, one: Values, other: Values) =>
    written(field, one[field.name]) !== written(field, other[field.name])
  const contested = fields.filter(
    field => differs(field, mine, initial) && differs(field, theirs, initial) && differs(field, mine, theirs),
  )
  return (
    <ConflictPicker
      fields={contested.map(field => ({
        name: field.name,
        label: field.label,
        mine: <Shown field={field} value={mine[field.name]} />,
        theirs: <Shown field={field} value={theirs[field.name]} />,
      }))}
      onChoose={onChoose}
    />
  )
}

function Shown({ field, value }: { readonly field: FieldMeta; readonly value: unknown }) {
  const { Cell } = viewOf(field)
  return isEmpty(value) ? <NoValue /> : <Cell field={field} value={value} />
}
