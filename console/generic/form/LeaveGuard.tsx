import { useBlocker } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/Dialog.tsx'

/** Asks before typed words are left behind. The draft is kept either way, unless it is thrown away here. */
export function LeaveGuard({ when, onDiscard }: { readonly when: boolean; onDiscard(): void }) {
  const { t } = useTranslation()
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      when && current.pathname + JSON.stringify(current.search) !== next.pathname + JSON.stringify(next.search),
    enableBeforeUnload: when,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <Dialog label={t('generic.form.leaveTitle')} className="confirm" onClose={blocker.reset}>
      <div className="panel-form">
        <header>
          <h2>{t('generic.form.leaveTitle')}</h2>
        </header>
        <div className="panel-scroll">
          <p className="secondary">{t('generic.form.leaveText')}</p>
        </div>
        <footer>
          <Button
            type="text"
            danger
            onClick={() => {
              onDiscard()
              blocker.proceed()
            }}
          >
            {t('generic.form.leaveDiscard')}
          </Button>
          <span className="spread" />
          <Button onClick={blocker.reset}>{t('generic.form.stay')}</Button>
          <Button type="primary" autoFocus onClick={blocker.proceed}>
            {t('generic.form.leaveKeep')}
          </Button>
        </footer>
      </div>
    </Dialog>
  )
}
