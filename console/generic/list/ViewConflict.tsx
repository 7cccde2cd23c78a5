import { Button } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/Dialog.tsx'
import { useFirstFocus } from '../useFirstFocus.ts'
import type { Conflict } from './useViewActs.ts'

/** Somebody changed the view after it was opened here: which of the two holds is for a person to say. */
export default function ViewConflict({ view, keepMine, takeTheirs, onClose }: Conflict & { onClose(): void }) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  useFirstFocus(box)
  const then = (work: () => Promise<void>) => async () => {
    onClose()
    await work()
  }
  const title = t('generic.view.conflict', { name: view.name })
  return (
    <Dialog label={title} className="confirm" onClose={onClose}>
      <div className="panel-form" ref={box}>
        <header>
          <h2>{title}</h2>
        </header>
        <div className="panel-scroll">
          <p>{t('generic.view.conflictText')}</p>
        </div>
        <footer>
          <Button onClick={then(takeTheirs)}>{t('generic.view.takeTheirs')}</Button>
          <Button type="primary" onClick={then(keepMine)}>
            {t('generic.view.keepMine')}
          </Button>
        </footer>
      </div>
    </Dialog>
  )
}
