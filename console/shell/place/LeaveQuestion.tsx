import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/Dialog.tsx'
import type { LeaveQuestion as Question } from './leave-question.ts'

/** Before a switch takes typed words off the screen. */
export function LeaveQuestion({ question }: { question: Question }) {
  const { t } = useTranslation()
  const { place, answer } = question
  return (
    <Dialog label={t('switcher.unsaved', { place })} className="confirm" onClose={() => answer(false)}>
      <div className="panel-form">
        <header>
          <h2>{t('switcher.unsaved', { place })}</h2>
        </header>
        <div className="panel-scroll">
          <p className="secondary">{t('switcher.unsavedText')}</p>
        </div>
        <footer>
          <span className="spread" />
          <Button onClick={() => answer(false)}>{t('switcher.stay')}</Button>
          <Button type="primary" onClick={() => answer(true)} data-autofocus>
            {t('switcher.go')}
          </Button>
        </footer>
      </div>
    </Dialog>
  )
}
