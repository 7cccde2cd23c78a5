import { fieldView, inputProps, useFieldKit } from '../field-view.ts'
import { emptyToNull } from '../text/text.view.tsx'

/** A stored file, by its id until the file room gives it a name and a preview. */
function FileLink({ value }: { readonly value: string }) {
  const { text } = useFieldKit()
  return (
    <a className="link" href={`/api/v1/files/${value}`} download>
      {text('value.file')}
    </a>
  )
}

export const fileView = fieldView<string>({
  Cell: () => <>{useFieldKit().text('value.file')}</>,
  Value: FileLink,
  Control: props => (
    <input
      {...inputProps(props)}
      className="ctl code"
      autoComplete="off"
      value={props.value ?? ''}
      onChange={event => props.onChange(emptyToNull(event.target.value.trim()))}
    />
  ),
  text: value => value,
  width: [80, 0.5],
})
