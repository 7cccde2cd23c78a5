import { fieldView, inputProps, useFieldKit } from '../field-view.ts'

const useWord = (value: boolean) => useFieldKit().text(value ? 'value.yes' : 'value.no')
const yes = new Set(['true', 'yes', 'y', '1', '是', '真'])
const no = new Set(['false', 'no', 'n', '0', '否', '假'])

function parse(text: string) {
  const word = text.trim().toLowerCase()
  return yes.has(word) ? true : no.has(word) ? false : text
}

export const booleanView = fieldView<boolean>({
  Cell: ({ value }) => <>{useWord(value)}</>,
  Value: ({ value }) => <>{useWord(value)}</>,
  Control: props => (
    <span className="check">
      <input
        {...inputProps(props)}
        className="tick"
        type="checkbox"
        checked={props.value === true}
        onChange={event => props.onChange(event.target.checked)}
      />
    </span>
  ),
  text: (value, _field, kit) => kit.text(value ? 'value.yes' : 'value.no'),
  problem: value => (typeof value === 'boolean' ? undefined : { code: 'NOT_BOOLEAN' }),
  parse,
  width: [64, 0.5],
})
