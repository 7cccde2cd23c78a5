import { Check, Circle } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { containsName, lengthOf, shortest } from './new-password.ts'
import { PasswordField } from './PasswordField.tsx'

interface NewPasswordFieldProps {
  name: string
  label: string
  /** Undefined where only the server knows whose password it is. */
  email?: string | undefined
  fault?: string | undefined
  autoFocus?: boolean
}

/** A password to be chosen, with its rules told while it is typed instead of after; shown on wish, so asked for once. */
export function NewPasswordField({ email, ...field }: NewPasswordFieldProps) {
  const { t } = useTranslation()
  const [password, setPassword] = useState('')
  const length = lengthOf(password)
  return (
    <PasswordField
      {...field}
      autoComplete="new-password"
      onChange={setPassword}
      hint={
        <>
          <ul className="password-rules">
            <Rule met={length >= shortest} note={length > 0 && length < shortest ? `${length}/${shortest}` : ''}>
              {t('password.length', { minimum: shortest })}
            </Rule>
            {email !== undefined && (
              <Rule met={length > 0 && !containsName(password, email)}>{t('password.noName')}</Rule>
            )}
          </ul>
          {t('password.common')}
        </>
      }
    />
  )
}

function Rule({ met, note, children }: { met: boolean; note?: string; children: string }) {
  const { t } = useTranslation()
  return (
    <li data-met={met}>
      {met ? <Check size={13} aria-hidden /> : <Circle size={13} aria-hidden />}
      {children}
      {met && <span className="visually-hidden">{t('password.met')}</span>}
      {note && <span className="num">{note}</span>}
    </li>
  )
}
