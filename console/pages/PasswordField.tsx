import { Eye, EyeOff } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/IconButton.tsx'
import { LabelledField } from './LabelledField.tsx'

interface PasswordFieldProps {
  name: string
  label: string
  autoComplete: 'current-password' | 'new-password'
  fault?: string | undefined
  /** Marks it as wrong without a sentence of its own. */
  failed?: boolean
  autoFocus?: boolean
  hint?: ReactNode
  onChange?: (password: string) => void
}

/** A password that can be looked at while it is typed; says when Caps Lock is on. */
export function PasswordField({
  name,
  label,
  autoComplete,
  fault,
  failed = false,
  autoFocus = false,
  hint,
  onChange,
}: PasswordFieldProps) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  const [capsLock, setCapsLock] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (autoFocus) input.current?.focus()
  }, [autoFocus])
  const look = (event: KeyboardEvent) => setCapsLock(event.getModifierState?.('CapsLock') ?? false)
  const sentences = [fault, capsLock && t('signIn.capsLock')].filter(Boolean).join(' ')
  return (
    <LabelledField
      label={label}
      fault={sentences || undefined}
      hint={hint}
      control={described => (
        <span className="input-with-button">
          <input
            {...described}
            ref={input}
            name={name}
            type={shown ? 'text' : 'password'}
            className="input-large"
            autoComplete={autoComplete}
            autoCapitalize="none"
            spellCheck={false}
            onKeyDown={look}
            onKeyUp={look}
            onChange={event => onChange?.(event.target.value)}
            aria-invalid={fault !== undefined || failed}
          />
          <IconButton
            label={shown ? t('signIn.hide') : t('signIn.show')}
            pressed={shown}
            onClick={() => setShown(!shown)}
          >
            {shown ? <EyeOff size={16} /> : <Eye size={16} />}
          </IconButton>
        </span>
      )}
    />
  )
}
