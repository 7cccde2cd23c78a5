import type { ReactNode } from 'react'
import { Dialog } from '../../ui/Dialog.tsx'

interface StepDialogProps {
  readonly title: string
  /** Nothing is lost by closing it, or only its own button may. */
  readonly persistent?: boolean
  onClose(): void
  readonly children: ReactNode
}

export function StepDialog({ title, persistent = false, onClose, children }: StepDialogProps) {
  return (
    <Dialog label={title} className="confirm steps-dialog" persistent={persistent} onClose={onClose}>
      <div className="panel-form">
        <header>
          <h2>{title}</h2>
        </header>
        <div className="panel-scroll">{children}</div>
      </div>
    </Dialog>
  )
}
