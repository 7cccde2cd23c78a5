import type { Tone } from '@tenon/kernel/entity/entity.ts'
import { X } from 'lucide-react'
import { useEffect, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './IconButton.tsx'
import { Kbd } from './Kbd.tsx'
import { StatusGlyph } from './StatusGlyph.tsx'

export interface Toast {
  readonly text: string
  readonly tone?: Tone
  /** Takes the change back; offered for 8 s, and by Ctrl/Cmd Z after that. */
  readonly undo?: () => void | Promise<void>
}
interface Shown extends Toast {
  readonly id: number
}
const lifetime = 8_000
let shown: Shown | null = null
let count = 0
const undoable: Shown[] = []
const listeners = new Set<() => void>()
const publish = (next: Shown | null) => {
  shown = next
  for (const listen of listeners) listen()
}

/** Confirms what somebody did. Errors that need an action never live here. */
export function toast(message: Toast): void {
  const next = { ...message, id: ++count }
  if (message.undo) undoable.push(next)
  publish(next)
}

/** Takes back the latest change that can be, whether its toast is still there or not. */
export async function undoLatest(): Promise<boolean> {
  const latest = undoable.pop()
  if (!latest) return false
  if (shown?.id === latest.id) publish(null)
  await latest.undo?.()
  return true
}

/** Elsewhere there is nothing to take back: called when the place of work changes. */
export function forgetUndo(): void {
  undoable.length = 0
  publish(null)
}

const subscribe = (listen: () => void) => {
  listeners.add(listen)
  return () => listeners.delete(listen)
}

/** Mounted once. */
export function Toaster() {
  const current = useSyncExternalStore(subscribe, () => shown)
  useEffect(() => {
    if (!current) return
    const timer = setTimeout(() => publish(null), lifetime)
    return () => clearTimeout(timer)
  }, [current])
  return (
    <div className="toaster" role="status" aria-live="polite">
      {current && (
        <ToastLine key={current.id} toast={current} onUndo={() => undoLatest()} onDismiss={() => publish(null)} />
      )}
    </div>
  )
}

interface ToastLineProps {
  readonly toast: Toast
  onUndo(): void
  onDismiss(): void
}

/** One message, as it stands at the foot of the screen. */
export function ToastLine({ toast: { text, tone = 'accepted', undo }, onUndo, onDismiss }: ToastLineProps) {
  const { t } = useTranslation()
  return (
    <div className="toast">
      <StatusGlyph tone={tone} />
      <span>{text}</span>
      {undo && (
        <button type="button" className="link" onClick={onUndo}>
          {t('toast.undo')}
          <Kbd keys="mod z" />
        </button>
      )}
      <IconButton label={t('toast.dismiss')} size="small" onClick={onDismiss}>
        <X size={13} />
      </IconButton>
      {undo && <i className="toast-clock" />}
    </div>
  )
}
