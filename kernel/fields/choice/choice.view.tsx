import type { FieldMeta } from '../../derive/meta-types.ts'
import { fieldView, useFieldKit } from '../field-view.ts'

const optionOf = (field: FieldMeta, value: string) => field.options?.find(option => option.value === value)
export const optionLabel = (field: FieldMeta, value: string) => optionOf(field, value)?.label ?? value

/** The option whose value or label the text is, whatever its case. */
function parseOption(text: string, field: FieldMeta) {
  const word = text.trim().toLowerCase()
  const fits = (name: string) => name.toLowerCase() === word
  return field.options?.find(({ value, label }) => fits(value) || fits(label))?.value ?? (text.trim() || null)
}

/** An option with a tone speaks like a status; the others stay plain words, because colour is for state. */
function Choice({ value, field }: { readonly value: string; readonly field: FieldMeta }) {
  const { Status } = useFieldKit()
  const option = optionOf(field, value)
  return option?.tone ? <Status tone={option.tone} label={option.label} plain /> : (option?.label ?? value)
}

export const choiceView = fieldView<string>({
  Cell: Choice,
  Value: Choice,
  Control: props => {
    const { Choose } = useFieldKit()
    return <Choose {...props} options={props.field.options ?? []} />
  },
  text: (value, field) => optionLabel(field, value),
  problem: (value, field) => (optionOf(field, String(value)) ? undefined : { code: 'NOT_AN_OPTION' }),
  parse: parseOption,
  width: [88, 0.8],
})

const labels = (values: readonly string[], field: FieldMeta) => values.map(value => optionLabel(field, value))

export const multiChoiceView = fieldView<readonly string[]>({
  Cell: ({ value, field }) => <>{labels(value, field).join(', ')}</>,
  Value: ({ value, field }) => (
    <span className="tags">
      {labels(value, field).map(label => (
        <span key={label} className="tag">
          {label}
        </span>
      ))}
    </span>
  ),
  Control: props => {
    const { ChooseMany } = useFieldKit()
    return <ChooseMany {...props} options={props.field.options ?? []} />
  },
  text: (value, field) => labels(value, field).join(', '),
  parse: (text, field) => text.split(/[,;，、]/).flatMap(part => parseOption(part, field) ?? []),
  width: [120, 1],
})
