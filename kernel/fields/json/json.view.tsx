import { useState } from 'react'
import { type ControlProps, fieldView, inputProps } from '../field-view.ts'

const pretty = (value: unknown) => JSON.stringify(value, null, 2)

/** Broken JSON cannot be told from a JSON text by its type, so it travels as this mark until it is whole. */
class Unreadable {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

function read(text: string): unknown {
  if (text.trim() === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return new Unreadable(text) // `problem` names it; nothing is lost while the person is still typing
  }
}

function JsonControl(props: ControlProps) {
  const [text, setText] = useState(() => (props.value == null ? '' : pretty(props.value)))
  return (
    <textarea
      {...inputProps(props)}
      className="ctl mono"
      rows={6}
      spellCheck={false}
      value={text}
      onChange={event => {
        setText(event.target.value)
        props.onChange(read(event.target.value))
      }}
    />
  )
}

export const jsonView = fieldView<unknown>({
  Cell: ({ value }) => <span className="mono">{JSON.stringify(value)}</span>,
  Value: ({ value }) => <pre className="mono">{pretty(value)}</pre>,
  Control: JsonControl,
  text: value => JSON.stringify(value),
  problem: value => (value instanceof Unreadable ? { code: 'INVALID_JSON' } : undefined),
  parse: read,
  width: [140, 1],
})
