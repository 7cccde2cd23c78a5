import { useBlocker } from '@tanstack/react-router'
import { Button } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useUnsaved } from '../../app/unsaved.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { useFirstFocus } from '../useFirstFocus.ts'

interface LeaveGuardProps {
  readonly when: boolean
  /** The page shows the form in each of its tabs: only another page leaves it. */
  readonly inTabs?: boolean
  onDiscard(): void
}

/** Asks before typed words are left behind. The draft is kept either way, unless it is thrown away here. */
export function LeaveGuard({ when, inTabs = false, onDiscard }: LeaveGuardProps) {
  useUnsaved(when)
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      when &&
      (current.pathname !== next.pathname ||
        (!inTabs && JSON.stringify(current.search) !== JSON.stringify(next.search))),
    enableBeforeUnload: when,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return <LeaveDialog onStay={blocker.reset} onLeave={blocker.proceed} onDiscard={onDiscard} />
}

interface LeaveDialogProps {
  onStay(): void
  onLeave(): void
  onDiscard(): void
}

function LeaveDialog({ onStay, onLeave, onDiscard }: LeaveDialogProps) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  useFirstFocus(box)
  return (
    <Dialog label={t('generic.form.leaveTitle')} className="confirm" onClose={onStay}>
      <div className="panel-form" ref={box}>
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
              onLeave()
            }}
          >
            {t('generic.form.leaveDiscard')}
          </Button>
          <span className="spread" />
          <Button onClick={onStay}>{t('generic.form.stay')}</Button>
          <Button type="primary" onClick={onLeave}>
            {t('generic.form.leaveKeep')}
          </Button>
        </footer>
      </div>
    </Dialog>
  )
}
