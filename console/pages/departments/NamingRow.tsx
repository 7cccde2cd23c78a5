import { useEffect, useRef, useState } from 'react'

interface NamingRowProps {
  readonly label: string
  readonly name?: string
  /** Stays open for the next one after a save. */
  readonly keepsOn?: boolean
  onSave(name: string): Promise<boolean>
  onStop(): void
}

/** A name typed where it will stand: Enter saves it, Escape leaves it, and so does going elsewhere with nothing typed. */
export function NamingRow({ label, name = '', keepsOn = false, onSave, onStop }: NamingRowProps) {
  const [text, setText] = useState(name)
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.select(), [])
  const save = async () => {
    const typed = text.trim()
    if (busy) return
    if (typed === '' || typed === name) return onStop()
    setBusy(true)
    const isSaved = await onSave(typed)
    setBusy(false)
    if (isSaved && keepsOn) setText('')
    else if (isSaved) onStop()
    field.current?.focus()
  }
  return (
    <input
      ref={field}
      className="ctl dept-name-field"
      aria-label={label}
      placeholder={label}
      maxLength={100}
      value={text}
      readOnly={busy}
      onChange={event => setText(event.target.value)}
      onBlur={() => (text.trim() === '' || text.trim() === name) && !busy && onStop()}
      onKeyDown={event => {
        event.stopPropagation()
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') {
          event.preventDefault()
          save()
        } else if (event.key === 'Escape') {
          event.preventDefault()
          onStop()
        }
      }}
    />
  )
}
