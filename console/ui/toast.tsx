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
  const { t } = useTranslation()
  const current = useSyncExternalStore(subscribe, () => shown)
  useEffect(() => {
    if (!current) return
    const timer = setTimeout(() => publish(null), lifetime)
    return () => clearTimeout(timer)
  }, [current])
  return (
    <div className="toaster" role="status" aria-live="polite">
      {current && (
        <div className="toast" key={current.id}>
          <StatusGlyph tone={current.tone ?? 'accepted'} />
          <span>{current.text}</span>
          {current.undo && (
            <button type="button" className="link" onClick={() => undoLatest()}>
              {t('toast.undo')}
              <Kbd keys="mod z" />
            </button>
          )}
          <IconButton label={t('toast.dismiss')} size="small" onClick={() => publish(null)}>
            <X size={13} />
          </IconButton>
          {current.undo && <i className="toast-clock" />}
        </div>
      )}
    </div>
  )
}
