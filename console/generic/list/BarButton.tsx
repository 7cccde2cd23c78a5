import { type ReactNode, type RefObject, Suspense, useRef, useState } from 'react'
import { IconButton } from '../../ui/IconButton.tsx'

export interface PanelProps {
  readonly anchor: RefObject<HTMLElement | null>
  onClose(): void
}

interface BarButtonProps {
  readonly label: string
  readonly icon: ReactNode
  /** Something is set there. */
  readonly marked?: boolean
  readonly tour?: string
  panel(props: PanelProps): ReactNode
}

/** A button of the bar whose panel is loaded when it is first opened. */
export function BarButton({ label, icon, marked, tour, panel }: BarButtonProps) {
  const [open, setOpen] = useState(false)
  const anchor = useRef<HTMLButtonElement>(null)
  return (
    <>
      <IconButton
        ref={anchor}
        label={label}
        aria-expanded={open}
        aria-haspopup="dialog"
        data-tour={tour}
        className={marked ? 'bar-button-marked' : undefined}
        onClick={() => setOpen(!open)}
      >
        {icon}
      </IconButton>
      {open && <Suspense>{panel({ anchor, onClose: () => setOpen(false) })}</Suspense>}
    </>
  )
}
