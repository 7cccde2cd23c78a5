import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CommandProps } from '../../generic/record/commands.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { CopyText } from '../sign-in/CopyText.tsx'
import '../sign-in/sign-in.css'

/** What the other system has to be told, and the way to try it. */
export function SsoSetup({ id, title, onClose }: CommandProps) {
  const { t } = useTranslation()
  const path = `/api/v1/auth/sso/${id}`
  return (
    <Dialog label={t('sso.title', { name: title })} className="confirm steps-dialog" onClose={onClose}>
      <div className="panel-form">
        <header>
          <h2>{t('sso.title', { name: title })}</h2>
        </header>
        <div className="panel-scroll">
          <p className="secondary">{t('sso.text')}</p>
          <b>{t('sso.redirect')}</b>
          <CopyText label={t('sso.redirect')} text={`${location.origin}${path}/callback`} />
          <p className="secondary">{t('sso.testText')}</p>
        </div>
        <footer>
          <Button onClick={onClose}>{t('shell.close')}</Button>
          <Button type="primary" href={`${path}/start`} target="_blank" rel="noopener">
            {t('sso.test')}
          </Button>
        </footer>
      </div>
    </Dialog>
  )
}
