import { useRef } from 'react'
import { type ControlProps, fieldView, inputProps, useFieldKit } from '../field-view.ts'
import { tooLong } from '../text/text.view.tsx'
import type { Sealed } from './secret.ts'

const dots = '••••••••'
const isStored = (value: unknown) => typeof value === 'object' && value !== null

/** All that is known of a stored secret is that there is one. */
const Shown = () => <>{useFieldKit().text('value.isSet')}</>

/** What is stored stays unless something is typed: emptying the box again changes nothing. */
function Control(props: ControlProps<Sealed>) {
  const kit = useFieldKit()
  const { value, onChange, field } = props
  const before = useRef(isStored(value) ? value : null)
  return (
    <span className="check">
      <input
        {...inputProps(props)}
        type="password"
        autoComplete="new-password"
        placeholder={isStored(value) ? `${dots} ${kit.text('value.keepSecret')}` : undefined}
        value={typeof value === 'string' ? value : ''}
        onChange={event => onChange(event.target.value || before.current)}
      />
      {isStored(value) && field.nullable && (
        <button type="button" className="link" onClick={() => onChange(null)}>
          {kit.text('value.removeSecret')}
        </button>
      )}
    </span>
  )
}

export const secretView = fieldView<Sealed>({
  Cell: Shown,
  Value: Shown,
  Control,
  text: (_value, _field, kit) => kit.text('value.isSet'),
  problem: tooLong,
  width: [80, 0.5],
})
