import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../app/session.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { PasswordField } from '../PasswordField.tsx'
import { useShortForm } from '../useShortForm.ts'

interface AskPasswordProps {
  readonly title: string
  readonly text: ReactNode
  readonly label: string
  readonly danger?: boolean
  run(password: string): Promise<unknown>
  onClose(): void
}

/** Whoever changes how an account is proved shows once more that it is theirs, whoever left the screen open. */
export function AskPassword({ title, text, label, danger = false, run, onClose }: AskPasswordProps) {
  const { t } = useTranslation()
  const { email } = useSession().person
  const { props, faults, problem, busy } = useShortForm({
    check: () => ({}),
    run: ({ password = '' }) => run(password),
  })
  return (
    <Dialog label={title} className="confirm" onClose={onClose}>
      <form className="panel-form" {...props}>
        <header>
          <h2>{title}</h2>
        </header>
        <div className="panel-scroll">
          <p className="secondary">{text}</p>
          <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
          <PasswordField
            name="password"
            label={t('account.password.yours')}
            autoComplete="current-password"
            fault={faults.password}
            autoFocus
          />
          <p role="alert" className="field-fault">
            {problem && (problem.detail || problem.title)}
          </p>
        </div>
        <footer>
          <Button onClick={onClose}>{t('account.cancel')}</Button>
          <Button type="primary" htmlType="submit" danger={danger} loading={busy}>
            {label}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
