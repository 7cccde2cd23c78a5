import { useEffect, useRef } from 'react'
import { LabelledField } from '../LabelledField.tsx'

interface CodeFieldProps {
  readonly label: string
  readonly fault?: string | undefined
  /** Called once six digits stand there, typed or pasted. */
  onWhole(code: string): void
  readonly busy?: boolean
}

const digitsOf = (text: string) => text.replaceAll(/\D/g, '').slice(0, 6)

/** Six digits in one input, so that pasting, autofill and screen readers work; sent as soon as they are whole. */
export function CodeField({ label, fault, onWhole, busy = false }: CodeFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  // A refused code is replaced by typing over it.
  useEffect(() => {
    if (fault) input.current?.select()
  }, [fault])
  const type = (element: HTMLInputElement) => {
    const code = digitsOf(element.value)
    element.value = code
    if (code.length === 6 && !busy) onWhole(code)
  }
  return (
    <LabelledField
      label={label}
      fault={fault}
      control={described => (
        <input
          {...described}
          ref={input}
          name="code"
          className="input-large code-input"
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="[0-9]*"
          spellCheck={false}
          onChange={event => type(event.target)}
          onPaste={event => {
            event.preventDefault()
            event.currentTarget.value = event.clipboardData.getData('text')
            type(event.currentTarget)
          }}
          aria-busy={busy}
        />
      )}
    />
  )
}
