import type { FieldMeta } from '../../derive/meta-types.ts'
import { type Found, fieldView, type ShowProps, useFieldKit } from '../field-view.ts'

/** An included record, or its bare id where the caller may not read more of it. */
export type Reference = Found | string

export const referenceId = (value: unknown) =>
  typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : String(value)
export const referenceTitle = (value: unknown) =>
  typeof value === 'object' && value !== null && 'title' in value ? String(value.title) : String(value).slice(0, 8)

const id = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
/** A pasted name that no record has stays a text until somebody chooses. */
export const isReference = (value: unknown) => typeof value === 'object' || id.test(String(value))

function RecordLink({ value, field }: ShowProps<Reference>) {
  const { Link, RecordName } = useFieldKit()
  if (!field.refersTo) return <>{referenceTitle(value)}</>
  const { path, entity } = field.refersTo
  if (typeof value === 'string') return <RecordName path={path} entity={entity} id={value} />
  return (
    <Link path={path} id={value.id}>
      {value.title}
    </Link>
  )
}

export const refView = fieldView<Reference>({
  Cell: ({ value }) => <>{referenceTitle(value)}</>,
  Value: RecordLink,
  Control: props => {
    const { FindRecord } = useFieldKit()
    return <FindRecord {...props} />
  },
  problem: value => (isReference(value) ? undefined : { code: 'NO_SUCH_RECORD' }),
  text: (value: Reference, _field: FieldMeta) => referenceTitle(value),
  width: [128, 1.4],
})
