import type { FieldMeta } from '../../derive/meta-types.ts'
import { fieldView, useFieldKit } from '../field-view.ts'

function Status({
  value,
  field,
  plain,
}: {
  readonly value: string
  readonly field: FieldMeta
  readonly plain?: boolean
}) {
  const { Status: Pill } = useFieldKit()
  const option = field.options?.find(state => state.value === value)
  return <Pill tone={option?.tone ?? 'unstarted'} label={option?.label ?? value} {...(plain && { plain })} />
}

/** The state of a record. It has no control: only actions move it. */
export const statusView = fieldView<string>({
  Cell: props => <Status {...props} plain />,
  Value: props => <Status {...props} />,
  Control: ({ value, field }) => <Status value={String(value)} field={field} />,
  text: (value, field) => field.options?.find(state => state.value === value)?.label ?? value,
  width: [108, 0.6],
})
